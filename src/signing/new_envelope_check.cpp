#include "signing/new_envelope_check.hpp"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "signing/envelope_words.hpp"

namespace switchyard::signing {
namespace {

Error signer_invalid(const Signer& signer, std::string_view field, std::string detail) {
  return {ErrorKind::unprocessable, "signer_invalid", fmt::format("The {}'s {} {}", text_of(signer.role), field, detail),
          {{.pointer = fmt::format("/signers/{}/{}", text_of(signer.role), field), .code = "signer_invalid", .detail = std::move(detail)}}};
}

bool has_control(std::string_view text) {
  return std::ranges::any_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; });
}

bool is_email(std::string_view text) {
  const auto at = text.find('@');
  if (text.size() > kEmailSizeMax || at == std::string_view::npos || at == 0 || text.find('@', at + 1) != std::string_view::npos) return false;
  const std::string_view host = text.substr(at + 1);
  const bool has_space = text.find_first_of(" <>,;\"") != std::string_view::npos;
  return !has_space && !has_control(text) && host.find('.') != std::string_view::npos && host.front() != '.' && host.back() != '.';
}

// The authority of an http or https URL; empty where it is none of ours to take.
std::string_view authority_of(std::string_view url, EnvironmentName environment) {
  const bool is_secure = url.starts_with("https://");
  if (!is_secure && !url.starts_with("http://")) return {};
  std::string_view authority = url.substr(is_secure ? 8 : 7);
  authority = authority.substr(0, authority.find_first_of("/?#"));
  if (authority.find_first_of("@\\ ") != std::string_view::npos) return {};
  if (is_secure) return authority;
  std::string_view host = authority;
  if (host.starts_with("[::1]")) host = "[::1]";
  else host = host.substr(0, host.find(':'));
  const bool is_loopback = host == "localhost" || host == "127.0.0.1" || host == "[::1]";
  return is_loopback && environment == EnvironmentName::test ? authority : std::string_view{};
}

bool has_space(std::string_view text) { return text.find(' ') != std::string_view::npos; }

bool is_origin(std::string_view text, EnvironmentName environment) {
  const std::string_view authority = authority_of(text, environment);
  return !authority.empty() && text.ends_with(authority) && text.find_first_of("*'\";,") == std::string_view::npos;
}

}  // namespace

Result<void> check_signer(const Signer& signer) {
  if (signer.name.empty() || signer.name.size() > kNameSizeMax || has_control(signer.name)) {
    return signer_invalid(signer, "name", fmt::format("must have 1 to {} characters.", kNameSizeMax));
  }
  if (!is_email(signer.email)) return signer_invalid(signer, "email", fmt::format("must be an e-mail address of at most {} characters.", kEmailSizeMax));
  if (signer.title.size() > kNameSizeMax || has_control(signer.title)) return signer_invalid(signer, "title", fmt::format("may have {} characters.", kNameSizeMax));
  if (signer.access_code.size() > 50 || has_control(signer.access_code)) return signer_invalid(signer, "accessCode", "may have 50 characters.");
  if (signer.routing_order < 1 || signer.routing_order > 9999) return signer_invalid(signer, "routingOrder", "must be from 1 to 9999.");
  return {};
}

Result<void> check_new_envelope(const NewEnvelope& asked) {
  const bool fits = asked.papers.size() <= kPapersMax && asked.signers.size() <= kSignersMax && asked.copies.size() <= kCopiesMax;
  if (!fits) {
    return Error{ErrorKind::unprocessable, "envelope_too_large",
                 fmt::format("An envelope takes at most {} papers, {} signers and {} receivers of copies.", kPapersMax, kSignersMax, kCopiesMax)};
  }
  if (asked.papers.empty() || asked.signers.empty()) return Error{ErrorKind::unprocessable, "signer_invalid", "An envelope needs a paper and a signer."};
  std::set<SignerRole> roles;
  for (const Signer& signer : asked.signers) {
    auto checked = check_signer(signer);
    if (!checked) return checked;
    if (!roles.insert(signer.role).second) return signer_invalid(signer, "role", "may stand once in an envelope.");
  }
  for (const CopyReceiver& copy : asked.copies) {
    auto checked = check_signer({.name = copy.name, .email = copy.email});
    if (!checked) return checked;
  }
  return {};
}

Result<void> check_link(const LinkOptions& options, EnvironmentName environment) {
  const std::string& url = options.return_url;
  if (!url.empty() && (url.size() > kReturnUrlSizeMax || has_control(url) || has_space(url) || authority_of(url, environment).empty())) {
    Error error = invalid_field("/returnUrl", "return_url_invalid",
                                fmt::format("must be an https address (in Test also http on loopback) of at most {} characters", kReturnUrlSizeMax));
    error.kind = ErrorKind::unprocessable;
    return error;
  }
  const bool fits = options.frame_ancestors.size() <= kFrameAncestorsMax &&
                    std::ranges::all_of(options.frame_ancestors, [&](const std::string& each) { return !has_control(each) && !has_space(each) && is_origin(each, environment); });
  if (fits) return {};
  Error error = invalid_field("/frameAncestors", "frame_ancestor_invalid", fmt::format("must be at most {} origins like https://shop.example.com", kFrameAncestorsMax));
  error.kind = ErrorKind::unprocessable;
  return error;
}

}  // namespace switchyard::signing
