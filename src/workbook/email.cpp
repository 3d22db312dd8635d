// GMime reads the structure, the encodings and the encoded words; this file decides what of it is a file.
#include "workbook/email.hpp"

#include <fmt/format.h>
#include <gmime/gmime.h>

#include <algorithm>
#include <array>
#include <memory>
#include <mutex>

#include "workbook/encoding.hpp"
#include "workbook/refusal.hpp"

namespace switchyard::workbook {
namespace {

constexpr std::size_t kFileNameSizeMax = 200;

struct Unref {
  void operator()(void* object) const { g_object_unref(object); }
};
template <class T>
using Owned = std::unique_ptr<T, Unref>;

Error unreadable_email(std::string what) { return {ErrorKind::unprocessable, "email_unreadable", std::move(what)}; }

Error over_limit(std::string_view name, std::size_t limit, std::string_view what) {
  return {ErrorKind::too_large, "email_too_large", fmt::format("{} is over the limit {} = {}", what, name, limit)};
}

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

bool starts_with_word(std::string_view text, std::string_view word) {
  return text.size() >= word.size() && std::equal(word.begin(), word.end(), text.begin(), [](char a, char b) { return a == lower(b); });
}

// Each part that is more than a line of text says its type, so that this bounds how deep a reader can be led before it is led.
std::size_t count_of_types(std::string_view bytes, std::size_t enough) {
  constexpr std::string_view kName = "content-type";
  std::size_t count = 0;
  for (std::size_t at = 0; at < bytes.size() && count <= enough;) {
    if (starts_with_word(bytes.substr(at), kName)) ++count;
    const auto end = bytes.find('\n', at);
    if (end == std::string_view::npos) break;
    at = end + 1;
  }
  return count;
}

std::string utf8_of(const char* text) {
  if (text == nullptr) return {};
  std::string out(text);
  return is_valid_utf8(out) ? out : to_utf8(std::move(out));
}

// What a sender called the file, as a name that leads nowhere.
std::string safe_name(const char* given) {
  auto name = utf8_of(given);
  name.erase(0, name.find_last_of("/\\") + 1);
  std::erase_if(name, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; });
  if (name.size() > kFileNameSizeMax) {
    // The end has the suffix. Not within a letter.
    std::size_t from = name.size() - kFileNameSizeMax;
    while (from < name.size() && (static_cast<unsigned char>(name[from]) & 0xC0U) == 0x80U) ++from;
    name.erase(0, from);
  }
  return name == "." || name == ".." ? std::string() : name;
}

bool is_signature(GMimeObject* part) {
  GMimeContentType* type = g_mime_object_get_content_type(part);
  for (const char* sub : {"pkcs7-signature", "x-pkcs7-signature", "pgp-signature", "pgp-keys"}) {
    if (g_mime_content_type_is_type(type, "application", sub) != FALSE) return true;
  }
  return false;
}

bool is_attached(GMimeObject* part) {
  const char* disposition = g_mime_object_get_disposition(part);
  return disposition != nullptr && g_ascii_strcasecmp(disposition, GMIME_DISPOSITION_ATTACHMENT) == 0;
}

class EmailReader {
 public:
  EmailReader(const EmailLimits& limits, Email& into) : limits_(limits), email_(into) {}

  Result<void> read_part(GMimeObject* part, std::size_t depth) {
    if (part == nullptr) return {};
    if (depth > limits_.depth_max) return over_limit("email.depth_max", limits_.depth_max, "the depth of parts within parts");
    if (++part_count_ > limits_.part_count_max) return over_limit("email.part_count_max", limits_.part_count_max, "the number of parts");
    if (GMIME_IS_MULTIPART(part)) return read_multipart(GMIME_MULTIPART(part), depth);
    if (GMIME_IS_MESSAGE_PART(part)) {
      GMimeMessage* inner = g_mime_message_part_get_message(GMIME_MESSAGE_PART(part));
      return inner == nullptr ? Result<void>{} : read_part(g_mime_message_get_mime_part(inner), depth + 1);
    }
    if (GMIME_IS_MESSAGE_PARTIAL(part)) {
      email_.ignored.push_back({"message", "it is a piece of a message that came in several; the others are not here"});
      return {};
    }
    return GMIME_IS_PART(part) ? read_leaf(GMIME_PART(part)) : Result<void>{};
  }

 private:
  Result<void> read_multipart(GMimeMultipart* parts, std::size_t depth) {
    const int count = g_mime_multipart_get_count(parts);
    for (int i = 0; i < count; ++i) {
      if (auto done = read_part(g_mime_multipart_get_part(parts, i), depth + 1); !done) return done;
    }
    return {};
  }

  Result<void> read_leaf(GMimePart* part) {
    GMimeObject* object = GMIME_OBJECT(part);
    auto name = safe_name(g_mime_part_get_filename(part));
    const bool attached = is_attached(object);
    if ((name.empty() && !attached) || is_signature(object)) return {};  // A body, or what vouches for it.
    if (g_mime_content_type_is_type(g_mime_object_get_content_type(object), "image", "*") != FALSE) {
      if (attached) email_.ignored.push_back({std::move(name), "it is a picture"});
      return {};
    }
    if (email_.attachments.size() == limits_.attachment_count_max) {
      return over_limit("email.attachment_count_max", limits_.attachment_count_max, "the number of attachments");
    }
    if (name.empty()) name = fmt::format("attachment {}", email_.attachments.size() + 1);
    auto bytes = content_of(part);
    if (!bytes) return unreadable_email(fmt::format("attachment {} cannot be decoded", quoted(name)));
    email_.attachments.push_back({std::move(name), std::move(*bytes)});
    return {};
  }

  static std::optional<std::string> content_of(GMimePart* part) {
    GMimeDataWrapper* content = g_mime_part_get_content(part);
    if (content == nullptr) return std::string();
    const Owned<GMimeStream> stream(g_mime_stream_mem_new());
    if (g_mime_data_wrapper_write_to_stream(content, stream.get()) < 0) return std::nullopt;
    const GByteArray* bytes = g_mime_stream_mem_get_byte_array(GMIME_STREAM_MEM(stream.get()));
    return std::string(reinterpret_cast<const char*>(bytes->data), bytes->len);
  }

  const EmailLimits& limits_;
  Email& email_;
  std::size_t part_count_ = 0;
};

void read_head(GMimeMessage* message, Email& email) {
  InternetAddressList* authors = g_mime_message_get_from(message);
  for (int i = 0; authors != nullptr && i < internet_address_list_length(authors) && email.from.empty(); ++i) {
    InternetAddress* author = internet_address_list_get_address(authors, i);
    if (INTERNET_ADDRESS_IS_MAILBOX(author)) email.from = utf8_of(internet_address_mailbox_get_addr(INTERNET_ADDRESS_MAILBOX(author)));
  }
  email.subject = utf8_of(g_mime_message_get_subject(message));
  email.message_id = utf8_of(g_mime_message_get_message_id(message));
  GDateTime* date = g_mime_message_get_date(message);
  if (date != nullptr) email.date = Instant::from_unix_ms(g_date_time_to_unix(date) * 1000);
}

}  // namespace

bool looks_like_email(std::string_view bytes) {
  constexpr std::size_t kHeadLookedAt = 64u << 10;
  constexpr std::array<std::string_view, 7> kOfMail = {"received:", "return-path:", "delivered-to:", "message-id:", "mime-version:", "date:", "dkim-signature:"};
  bool has_from = false;
  bool has_other = false;
  const auto head = bytes.substr(0, kHeadLookedAt);
  for (std::size_t at = 0; at < head.size();) {
    const auto end = std::min(head.find('\n', at), head.size());
    const auto line = head.substr(at, end - at);
    at = end + 1;
    if (line.empty() || line == "\r") break;
    if (line.starts_with(' ') || line.starts_with('\t')) continue;
    const auto colon = line.find(':');
    const auto name = line.substr(0, colon);
    const bool is_field = colon != std::string_view::npos && colon > 0 && std::all_of(name.begin(), name.end(), [](char c) { return c > ' ' && c < 0x7F && c != ','; });
    if (!is_field) return false;
    has_from = has_from || starts_with_word(line, "from:");
    has_other = has_other || std::any_of(kOfMail.begin(), kOfMail.end(), [&](std::string_view field) { return starts_with_word(line, field); });
  }
  return has_from && has_other;
}

Result<Email> read_email(std::string_view bytes, const EmailLimits& limits) {
  if (bytes.size() > limits.size_max) return over_limit("email.size_max", limits.size_max, "the e-mail");
  if (count_of_types(bytes, limits.part_count_max) > limits.part_count_max) {
    return over_limit("email.part_count_max", limits.part_count_max, "the number of parts");
  }
  static std::once_flag started;
  std::call_once(started, [] { g_mime_init(); });
  const Owned<GMimeStream> stream(g_mime_stream_mem_new_with_buffer(bytes.data(), bytes.size()));
  const Owned<GMimeParser> parser(g_mime_parser_new_with_stream(stream.get()));
  const Owned<GMimeMessage> message(g_mime_parser_construct_message(parser.get(), nullptr));
  if (!message || !looks_like_email(bytes)) return unreadable_email("the bytes are no e-mail: it begins with header fields, among them From and Date");
  Email email;
  read_head(message.get(), email);
  if (auto read = EmailReader(limits, email).read_part(g_mime_message_get_mime_part(message.get()), 0); !read) return std::move(read).error();
  return email;
}

}  // namespace switchyard::workbook
