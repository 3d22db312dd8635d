#include "notices/mail/mail_check.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "http/utf8.hpp"

namespace switchyard::notices {
namespace {

constexpr std::size_t kAddressSizeMax = 254;
constexpr std::size_t kLocalSizeMax = 64;
constexpr std::size_t kLabelSizeMax = 63;
constexpr std::size_t kWordSizeMax = 64;

bool is_alphanumeric(char c) { return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); }

bool is_dot_string(std::string_view text) {
  constexpr std::string_view kAtomSigns = "!#$%&'*+-/=?^_`{|}~";
  if (text.empty() || text.size() > kLocalSizeMax || text.front() == '.' || text.back() == '.' || text.find("..") != text.npos) return false;
  return std::ranges::all_of(text, [&](char c) { return is_alphanumeric(c) || c == '.' || kAtomSigns.find(c) != kAtomSigns.npos; });
}

bool is_label(std::string_view label) {
  if (label.empty() || label.size() > kLabelSizeMax || label.front() == '-' || label.back() == '-') return false;
  return std::ranges::all_of(label, [](char c) { return is_alphanumeric(c) || c == '-'; });
}

bool is_domain(std::string_view text) {
  if (text == "localhost") return true;
  std::size_t labels = 0;
  while (true) {
    const auto dot = text.find('.');
    if (!is_label(text.substr(0, dot))) return false;
    ++labels;
    if (dot == text.npos) return labels > 1;
    text.remove_prefix(dot + 1);
  }
}

// UTF-8 without control characters; a body may have line breaks and tabs.
bool is_line(std::string_view text) {
  return http::is_utf8(text) && std::ranges::none_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; });
}
bool is_body(std::string_view text) { return http::is_utf8(text) && text.find('\0') == text.npos; }

bool is_media_type(std::string_view text) {
  constexpr std::string_view kSigns = "!#$&^_.+-";
  const auto slash = text.find('/');
  if (slash == 0 || slash == text.npos || slash + 1 == text.size() || text.size() > kWordSizeMax * 2) return false;
  return std::ranges::all_of(text.substr(0, slash), [&](char c) { return is_alphanumeric(c) || kSigns.find(c) != kSigns.npos; }) &&
         std::ranges::all_of(text.substr(slash + 1), [&](char c) { return is_alphanumeric(c) || kSigns.find(c) != kSigns.npos; });
}

// A word of ours: "signing_invitation", "es-MX", an id.
bool is_word(std::string_view text) {
  return text.size() <= kWordSizeMax && std::ranges::all_of(text, [](char c) { return is_alphanumeric(c) || c == '_' || c == '-' || c == '.'; });
}

class Findings {
 public:
  void expect(bool holds, std::string pointer, std::string detail) {
    if (!holds) error_.fields.push_back({std::move(pointer), "invalid", std::move(detail)});
  }
  Result<void> outcome() {
    if (error_.fields.empty()) return {};
    error_.message = fmt::format("The letter cannot be sent: {}: {}", error_.fields.front().pointer, error_.fields.front().detail);
    return std::move(error_);
  }

 private:
  Error error_{.kind = ErrorKind::invalid, .code = "mail_invalid", .message = {}};
};

void check_addresses(const Mail& mail, Findings& findings) {
  findings.expect(!mail.to.empty() && mail.to.size() <= kReceiversMax, "/to", fmt::format("1 to {} receivers.", kReceiversMax));
  for (std::size_t i = 0; i < mail.to.size(); ++i) {
    findings.expect(is_mail_address(mail.to[i].address), fmt::format("/to/{}/address", i), "An address such as ana@example.com, in ASCII.");
    findings.expect(mail.to[i].name.size() <= kNameSizeMax && is_line(mail.to[i].name), fmt::format("/to/{}/name", i), "One line of at most 200 bytes.");
  }
  findings.expect(mail.from.address.empty() || is_mail_address(mail.from.address), "/from/address", "An address such as ana@example.com, in ASCII, or none.");
  findings.expect(mail.from.name.size() <= kNameSizeMax && is_line(mail.from.name), "/from/name", "One line of at most 200 bytes.");
  findings.expect(mail.reply_to.empty() || is_mail_address(mail.reply_to), "/replyTo", "An address such as ana@example.com, in ASCII, or none.");
}

void check_attachments(const Mail& mail, Findings& findings) {
  findings.expect(mail.attachments.size() <= kAttachmentsMax, "/attachments", fmt::format("At most {}.", kAttachmentsMax));
  std::size_t size = 0;
  for (std::size_t i = 0; i < mail.attachments.size(); ++i) {
    const MailAttachment& attachment = mail.attachments[i];
    size += attachment.bytes.size();
    findings.expect(!attachment.file_name.empty() && attachment.file_name.size() <= kNameSizeMax && is_line(attachment.file_name) &&
                        attachment.file_name.find_first_of("/\\") == std::string::npos,
                    fmt::format("/attachments/{}/fileName", i), "A name of 1 to 200 bytes without slashes.");
    findings.expect(is_media_type(attachment.content_type), fmt::format("/attachments/{}/contentType", i), "A media type such as application/pdf.");
  }
  findings.expect(size <= kAttachmentsSizeMax, "/attachments", "20 MB together at most.");
}

}  // namespace

bool is_mail_address(std::string_view text) {
  const auto at = text.rfind('@');
  if (at == text.npos || text.size() > kAddressSizeMax) return false;
  return is_dot_string(text.substr(0, at)) && is_domain(text.substr(at + 1));
}

Result<void> check_mail(const Mail& mail) {
  Findings findings;
  check_addresses(mail, findings);
  findings.expect(!mail.subject.empty() && is_line(mail.subject) && http::utf8_length(mail.subject) <= kSubjectCharactersMax, "/subject",
                  "One line of 1 to 200 characters.");
  findings.expect(!mail.text.empty() && mail.text.size() <= kBodySizeMax && is_body(mail.text), "/text", "UTF-8 text of 1 byte to 256 KB.");
  findings.expect(mail.html.size() <= kBodySizeMax && is_body(mail.html), "/html", "UTF-8 text of at most 256 KB.");
  check_attachments(mail, findings);
  findings.expect(!mail.language.empty() && is_word(mail.language), "/language", "A language tag such as en.");
  findings.expect(!mail.category.empty() && is_word(mail.category), "/category", "A word of at most 64 letters, digits and _-.");
  findings.expect(is_word(mail.subject_id), "/subjectId", "An id of at most 64 letters, digits and _-., or none.");
  return findings.outcome();
}

}  // namespace switchyard::notices
