#include "adapters/docusign/docusign_provider.hpp"

#include <algorithm>

#include <boost/json.hpp>
#include <fmt/format.h>

#include "adapters/docusign/connect_signature.hpp"
#include "adapters/docusign/docusign_session.hpp"
#include "adapters/docusign/envelope_answer.hpp"
#include "adapters/docusign/envelope_definition.hpp"

namespace switchyard::adapters {
namespace {

namespace json = boost::json;
using namespace signing;

constexpr int kPagesMax = 50;
constexpr int kPageSize = 1000;
constexpr std::size_t kDownloadSizeMax = 64 * 1024 * 1024;
constexpr std::size_t kReasonSizeMax = 200;

std::string envelope_path(const std::string& id) { return "/envelopes/" + id; }

Error not_sealed_yet() { return {ErrorKind::unavailable, "signing_provider_unavailable", "The finished document is not there yet."}; }

class DocusignProvider final : public SigningProvider {
 public:
  DocusignProvider(DocusignOptions options, std::unique_ptr<DocusignSession> session) : options_(std::move(options)), session_(std::move(session)) {}

  Result<std::string> create(const EnvelopeOrder& order) override {
    auto body = envelope_definition(order, options_);
    if (!body) return body;
    auto answer = session_->call({.method = "POST", .path = "/envelopes", .body = *std::move(body), .timeout = Duration::seconds(60)});
    if (!answer) return std::move(answer).error();
    return id_in(*answer);
  }

  Result<std::optional<std::string>> find_by_transaction(const std::string& transaction) override {
    auto answer = session_->call({.path = "/envelopes?transaction_ids=" + transaction});
    if (!answer) return std::move(answer).error();
    auto page = parse_envelope_list(answer->body);
    if (!page) return std::move(page).error();
    if (page->changes.empty()) return std::optional<std::string>();
    return std::optional(page->changes.front().id);
  }

  Result<std::string> recipient_view(const ViewOrder& order) override {
    json::object request{{"returnUrl", order.return_url}, {"authenticationMethod", "None"}, {"email", order.email}, {"userName", order.name}, {"clientUserId", order.client_user},
                         {"recipientId", order.recipient}};
    if (!order.frame_ancestors.empty()) {
      json::array ancestors(order.frame_ancestors.begin(), order.frame_ancestors.end());
      request["messageOrigins"] = options_.app_origin.empty() ? ancestors : json::array{options_.app_origin};
      if (!options_.app_origin.empty()) ancestors.emplace_back(options_.app_origin);
      request["frameAncestors"] = std::move(ancestors);
    }
    auto answer = session_->call({.method = "POST", .path = envelope_path(order.envelope_id) + "/views/recipient", .body = json::serialize(request), .timeout = Duration::seconds(15)});
    if (!answer) return std::move(answer).error();
    std::string url = text_member(answer->body, "url");
    if (url.starts_with("https://") || url.starts_with("http://")) return url;
    return Error{ErrorKind::unavailable, "signing_provider_unavailable", "The signing provider gave no address of a ceremony."};
  }

  Result<void> void_envelope(const std::string& envelope_id, const std::string& reason) override {
    const json::object request{{"status", "voided"}, {"voidedReason", reason.substr(0, kReasonSizeMax)}};
    auto answer = session_->call({.method = "PUT", .path = envelope_path(envelope_id), .body = json::serialize(request)});
    if (answer) return {};
    if (answer.error().code != "envelope_ended") return std::move(answer).error();
    // Voided already is what was wanted; anything else was faster.
    const auto now = read(envelope_id);
    if (!now) return now.error();
    if (now->state == EnvelopeState::voided) return {};
    if (now->state == EnvelopeState::completed) return Error{ErrorKind::conflict, "envelope_completed", "Everybody has signed; it can't be taken back."};
    return std::move(answer).error();
  }

  Result<void> resend(const std::string& envelope_id) override {
    auto answer = session_->call({.method = "PUT", .path = envelope_path(envelope_id) + "?resend_envelope=true", .body = "{}"});
    if (!answer) return std::move(answer).error();
    return {};
  }

  Result<void> correct_signer(const SignerCorrection& correction) override {
    json::object signer{{"recipientId", correction.recipient}, {"name", correction.signer.name}, {"email", correction.signer.email}};
    if (!correction.client_user.empty()) signer["clientUserId"] = correction.client_user;
    if (!correction.signer.access_code.empty()) signer["accessCode"] = correction.signer.access_code;
    const json::object request{{"signers", json::array{std::move(signer)}}};
    // Who signs by the provider's letter gets a new one at the new address.
    const std::string resend = correction.client_user.empty() ? "?resend_envelope=true" : "";
    auto answer = session_->call({.method = "PUT", .path = envelope_path(correction.envelope_id) + "/recipients" + resend, .body = json::serialize(request)});
    if (!answer) return std::move(answer).error();
    return parse_recipient_update(answer->body);
  }

  Result<ProviderEnvelope> read(const std::string& envelope_id) override {
    auto answer = session_->call({.path = envelope_path(envelope_id) + "?include=recipients"});
    if (!answer) return std::move(answer).error();
    return parse_envelope(answer->body);
  }

  Result<std::vector<EnvelopeChange>> changed_since(Instant since) override {
    std::vector<EnvelopeChange> all;
    for (int page_number = 0; page_number < kPagesMax; ++page_number) {
      auto answer = session_->call({.path = fmt::format("/envelopes?from_date={}&count={}&start_position={}", since.text(), kPageSize, all.size())});
      if (!answer) return std::move(answer).error();
      auto page = parse_envelope_list(answer->body);
      if (!page) return std::move(page).error();
      std::ranges::move(page->changes, std::back_inserter(all));
      if (!page->has_next || page->changes.empty()) break;
    }
    return all;
  }

  Result<std::string> download(const std::string& envelope_id, FinishedFile file) override {
    const std::string path = envelope_path(envelope_id) + (file == FinishedFile::combined ? "/documents/combined?certificate=false" : "/documents/certificate");
    auto answer = session_->call({.path = path, .accept = "application/pdf", .answer_size_max = kDownloadSizeMax, .timeout = Duration::seconds(120)});
    if (!answer) return std::move(answer).error();
    if (!answer->body.starts_with("%PDF-")) return not_sealed_yet();
    return std::move(answer->body);
  }

  [[nodiscard]] bool is_genuine(std::string_view body, std::span<const std::string> signatures) const override { return is_signed_by_one(options_.connect_keys, body, signatures); }
  [[nodiscard]] Result<ProviderEvent> parse_event(std::string_view body) const override { return parse_connect(body); }
  [[nodiscard]] std::optional<Instant> not_before() const override { return session_->not_before(); }

 private:
  static Result<std::string> id_in(const HttpAnswer& answer) {
    std::string id = text_member(answer.body, "envelopeId");
    if (!id.empty()) return id;
    return Error{ErrorKind::unavailable, "signing_provider_unavailable", "The signing provider's answer names no envelope."};
  }

  const DocusignOptions options_;
  const std::unique_ptr<DocusignSession> session_;
};

}  // namespace

Result<std::unique_ptr<SigningProvider>> make_docusign_provider(DocusignOptions options, HttpClient& http, const access::Jose& jose, SecurityClock clock, Log& log) {
  auto session = DocusignSession::open({.http = http, .jose = jose, .clock = clock, .log = log}, options);
  if (!session) return std::move(session).error();
  return std::unique_ptr<SigningProvider>(std::make_unique<DocusignProvider>(std::move(options), *std::move(session)));
}

}  // namespace switchyard::adapters
