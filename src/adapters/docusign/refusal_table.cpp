#include "adapters/docusign/refusal_table.hpp"

#include <algorithm>
#include <array>
#include <cctype>

#include <boost/json.hpp>
#include <fmt/format.h>

namespace switchyard::adapters {
namespace {

namespace json = boost::json;

struct Row {
  std::string_view code;  // Theirs, in upper case.
  ErrorKind kind;
  std::string_view ours;
};

// A login or account that is set up wrongly is put right by an operator: jobs wait for that instead of giving up.
constexpr std::array kRows{
    Row{"AUTHORIZATION_INVALID_TOKEN", ErrorKind::unavailable, "signing_login_refused"},
    Row{"USER_AUTHENTICATION_FAILED", ErrorKind::unavailable, "signing_login_refused"},
    Row{"PARTNER_AUTHENTICATION_FAILED", ErrorKind::unavailable, "signing_login_refused"},
    Row{"USER_DOES_NOT_BELONG_TO_SPECIFIED_ACCOUNT", ErrorKind::unavailable, "signing_login_refused"},
    Row{"ACCOUNT_NOT_AUTHORIZED_FOR_ENVELOPE", ErrorKind::unprocessable, "signing_provider_refused"},
    Row{"INVALID_REQUEST_BODY", ErrorKind::unprocessable, "signing_provider_refused"},
    Row{"INVALID_REQUEST_PARAMETER", ErrorKind::unprocessable, "signing_provider_refused"},
    Row{"ENVELOPE_IS_INCOMPLETE", ErrorKind::unprocessable, "envelope_invalid"},
    Row{"ENVELOPE_DOES_NOT_EXIST", ErrorKind::unprocessable, "envelope_not_found"},
    Row{"ENVELOPE_CANNOT_VOID_INVALID_STATE", ErrorKind::conflict, "envelope_ended"},
    Row{"ENVELOPE_INVALID_STATUS", ErrorKind::conflict, "envelope_ended"},
    Row{"EDIT_LOCK_INVALID_STATE_FOR_LOCK", ErrorKind::conflict, "envelope_ended"},
    Row{"UNKNOWN_ENVELOPE_RECIPIENT", ErrorKind::unprocessable, "signer_mismatch"},
    Row{"RECIPIENT_NOT_IN_SEQUENCE", ErrorKind::conflict, "signer_not_in_turn"},
    Row{"ANCHOR_TAB_STRING_NOT_FOUND", ErrorKind::unprocessable, "envelope_invalid"},
    Row{"ANCHOR_TAG_PROCESSING_FAILURE", ErrorKind::unprocessable, "envelope_invalid"},
    Row{"TAB_PAGE_NUMBER_NOT_SPECIFIED", ErrorKind::unprocessable, "envelope_invalid"},
    Row{"TAB_OUT_OF_BOUNDS", ErrorKind::unprocessable, "envelope_invalid"},
    Row{"DOCUMENT_DOES_NOT_EXIST", ErrorKind::unprocessable, "envelope_invalid"},
    Row{"DOCUMENT_NOT_READY", ErrorKind::unavailable, "signing_provider_unavailable"},  // Finished, not yet sealed.
    Row{"TEMPLATE_ID_INVALID", ErrorKind::unprocessable, "envelope_invalid"},
    Row{"HOURLY_APIINVOCATION_LIMIT_EXCEEDED", ErrorKind::rate_limited, "signing_rate_limited"},
    Row{"BURST_APIINVOCATION_LIMIT_EXCEEDED", ErrorKind::rate_limited, "signing_rate_limited"},
    Row{"HOURLY_ENVELOPE_POLLING_LIMIT_EXCEEDED", ErrorKind::rate_limited, "signing_rate_limited"},
    Row{"BURST_ENVELOPE_POLLING_LIMIT_EXCEEDED", ErrorKind::rate_limited, "signing_rate_limited"},
    Row{"HOURLY_APIINVOCATION_ENVELOPE_LIMIT_EXCEEDED", ErrorKind::rate_limited, "signing_rate_limited"},
    Row{"BURST_APIINVOCATION_ENVELOPE_LIMIT_EXCEEDED", ErrorKind::rate_limited, "signing_rate_limited"},
    Row{"API_REQUEST_IS_THROTTLED", ErrorKind::rate_limited, "signing_rate_limited"},
};

std::string upper(std::string_view text) {
  std::string result(text);
  std::ranges::transform(result, result.begin(), [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
  return result;
}

// A text member of a JSON object body; empty where there is none.
std::string member_of(const std::string& body, std::string_view name) {
  json::error_code failed;
  const json::value value = json::parse(body, failed);
  const json::object* object = failed ? nullptr : value.if_object();
  const json::value* member = object == nullptr ? nullptr : object->if_contains(name);
  return member != nullptr && member->is_string() ? std::string(member->get_string()) : std::string();
}

Error refused(ErrorKind kind, std::string_view code, std::string_view theirs, int status, std::string_view message) {
  return {kind, std::string(code), fmt::format("The signing provider answered {}{}{}: {}", status, theirs.empty() ? "" : " ", theirs, message.substr(0, 500))};
}

Error refusal_of_status(int status, std::string_view theirs, std::string_view message) {
  if (status == 429) return refused(ErrorKind::rate_limited, "signing_rate_limited", theirs, status, message);
  if (status == 401) return refused(ErrorKind::unavailable, "signing_login_refused", theirs, status, message);
  if (status == 408 || status == 444 || status >= 500 || status < 400) return refused(ErrorKind::unavailable, "signing_provider_unavailable", theirs, status, message);
  if (status == 413 || message.find("PDF validation failed") != std::string_view::npos) return refused(ErrorKind::unprocessable, "envelope_too_large", theirs, status, message);
  return refused(ErrorKind::unprocessable, "signing_provider_refused", theirs, status, message);
}

}  // namespace

std::optional<std::string_view> header_of(const HttpAnswer& answer, std::string_view name) {
  for (const auto& [known, value] : answer.headers) {
    if (known == name) return value;
  }
  return std::nullopt;
}

std::string error_code_of(const HttpAnswer& answer) { return member_of(answer.body, "errorCode"); }

Error refusal_of(const HttpAnswer& answer) {
  const std::string theirs = error_code_of(answer);
  const std::string message = member_of(answer.body, "message");
  const auto row = std::ranges::find(kRows, std::string_view(upper(theirs)), &Row::code);
  if (row == kRows.end()) return refusal_of_status(answer.status, theirs, message.empty() ? "no reason was given" : message);
  return refused(row->kind, row->ours, theirs, answer.status, message);
}

Error refusal_of_code(std::string_view error_code, std::string_view message) {
  const auto row = std::ranges::find(kRows, std::string_view(upper(error_code)), &Row::code);
  if (row == kRows.end()) return refused(ErrorKind::unprocessable, "signing_provider_refused", error_code, 200, message);
  return refused(row->kind, row->ours, error_code, 200, message);
}

Error login_refusal_of(const HttpAnswer& answer, const std::string& consent_link) {
  const std::string error = member_of(answer.body, "error");
  if (error == "consent_required") {
    return {ErrorKind::unavailable, "signing_consent_required", fmt::format("An administrator of the signing account must consent once: open {}", consent_link)};
  }
  if (answer.status == 429) return refusal_of_status(answer.status, error, "too many logins");
  if (error.empty() && (answer.status >= 500 || answer.status == 408)) return refusal_of_status(answer.status, "", "no token was given");
  const std::string detail = member_of(answer.body, "error_description");
  return {ErrorKind::unavailable, "signing_login_refused",
          fmt::format("The signing provider refuses our login: {} {} (issuer_not_found: the integration key, or the other environment's host; user_not_found: the user id; "
                      "no_valid_keys_or_signatures: the private key)",
                      error.empty() ? std::to_string(answer.status) : error, detail)};
}

bool is_refused_key(const HttpAnswer& answer) {
  return answer.status == 400 && member_of(answer.body, "error") == "invalid_grant" && member_of(answer.body, "error_description").find("no_valid_keys") != std::string::npos;
}

bool is_limit_of_one_envelope(const HttpAnswer& answer) {
  const std::string code = upper(error_code_of(answer));
  return code.find("ENVELOPE_POLLING") != std::string::npos || code.find("APIINVOCATION_ENVELOPE") != std::string::npos || code == "API_REQUEST_IS_THROTTLED";
}

}  // namespace switchyard::adapters
