#include "adapters/smtp/mime_message.hpp"

#include <gmime/gmime.h>

#include <memory>
#include <mutex>

#include "values/ensure.hpp"

namespace switchyard::adapters {
namespace {

struct Unref {
  void operator()(gpointer object) const { g_object_unref(object); }
};
template <class T>
using Held = std::unique_ptr<T, Unref>;

void start_once() {
  static std::once_flag once;
  std::call_once(once, [] { g_mime_init(); });
}

// Texts were checked when the letter was taken; should a line break come this far after all, it ends nothing.
std::string one_line(std::string_view text) {
  std::string line(text);
  for (char& c : line) {
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) c = ' ';
  }
  return line;
}

// Copies them.
void set_content(GMimePart* part, std::string_view bytes) {
  const Held<GMimeStream> stream(g_mime_stream_mem_new_with_buffer(bytes.data(), bytes.size()));
  const Held<GMimeDataWrapper> content(g_mime_data_wrapper_new_with_stream(stream.get(), GMIME_CONTENT_ENCODING_DEFAULT));
  g_mime_part_set_content(part, content.get());
}

Held<GMimeObject> text_part(const char* subtype, const std::string& text) {
  Held<GMimePart> part(g_mime_part_new_with_type("text", subtype));
  g_mime_object_set_content_type_parameter(GMIME_OBJECT(part.get()), "charset", "utf-8");
  g_mime_part_set_content_encoding(part.get(), GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE);
  set_content(part.get(), text);
  return Held<GMimeObject>(GMIME_OBJECT(part.release()));
}

Held<GMimeObject> both_bodies(const Mail& mail) {
  auto plain = text_part("plain", mail.text);
  if (mail.html.empty()) return plain;
  const auto html = text_part("html", mail.html);
  Held<GMimeObject> alternatives(GMIME_OBJECT(g_mime_multipart_new_with_subtype("alternative")));
  g_mime_multipart_add(GMIME_MULTIPART(alternatives.get()), plain.get());
  g_mime_multipart_add(GMIME_MULTIPART(alternatives.get()), html.get());
  return alternatives;
}

Held<GMimeObject> attached(const MailAttachment& attachment) {
  const std::string type = one_line(attachment.content_type);
  const auto slash = type.find('/');
  ENSURE(slash != std::string::npos);
  Held<GMimePart> part(g_mime_part_new_with_type(type.substr(0, slash).c_str(), type.substr(slash + 1).c_str()));
  g_mime_object_set_disposition(GMIME_OBJECT(part.get()), GMIME_DISPOSITION_ATTACHMENT);
  g_mime_part_set_filename(part.get(), one_line(attachment.file_name).c_str());
  g_mime_part_set_content_encoding(part.get(), GMIME_CONTENT_ENCODING_BASE64);
  set_content(part.get(), attachment.bytes);
  return Held<GMimeObject>(GMIME_OBJECT(part.release()));
}

Held<GMimeObject> whole_body(const Mail& mail) {
  auto body = both_bodies(mail);
  if (mail.attachments.empty()) return body;
  Held<GMimeObject> mixed(GMIME_OBJECT(g_mime_multipart_new_with_subtype("mixed")));
  g_mime_multipart_add(GMIME_MULTIPART(mixed.get()), body.get());
  for (const MailAttachment& attachment : mail.attachments) g_mime_multipart_add(GMIME_MULTIPART(mixed.get()), attached(attachment).get());
  return mixed;
}

void add_mailbox(GMimeMessage* message, GMimeAddressType type, const MailAddress& address) {
  const std::string name = one_line(address.name);
  g_mime_message_add_mailbox(message, type, name.empty() ? nullptr : name.c_str(), one_line(address.address).c_str());
}

void write_head(GMimeMessage* message, const Mail& mail, const MimeHead& head) {
  add_mailbox(message, GMIME_ADDRESS_TYPE_FROM, head.from);
  for (const MailAddress& receiver : mail.to) add_mailbox(message, GMIME_ADDRESS_TYPE_TO, receiver);
  if (!mail.reply_to.empty()) add_mailbox(message, GMIME_ADDRESS_TYPE_REPLY_TO, {.address = mail.reply_to});
  g_mime_message_set_subject(message, one_line(mail.subject).c_str(), "utf-8");
  g_mime_message_set_message_id(message, one_line(head.message_id).c_str());
  const std::unique_ptr<GDateTime, decltype(&g_date_time_unref)> date(g_date_time_new_from_unix_utc(head.date.unix_seconds()), &g_date_time_unref);
  g_mime_message_set_date(message, date.get());
  const auto set = [message](const char* name, const std::string& value) {
    g_mime_object_set_header(GMIME_OBJECT(message), name, one_line(value).c_str(), "utf-8");
  };
  set("Content-Language", mail.language);
  set("Auto-Submitted", "auto-generated");  // RFC 3834: no holiday notes in answer.
  if (!mail.subject_id.empty()) set("X-Letter-About", mail.subject_id);
  set("X-Letter-Category", mail.category);
}

}  // namespace

std::string mime_message(const Mail& mail, const MimeHead& head) {
  start_once();
  const Held<GMimeMessage> message(g_mime_message_new(TRUE));
  write_head(message.get(), mail, head);
  g_mime_message_set_mime_part(message.get(), whole_body(mail).get());
  const std::unique_ptr<GMimeFormatOptions, decltype(&g_mime_format_options_free)> format(g_mime_format_options_new(), &g_mime_format_options_free);
  g_mime_format_options_set_newline_format(format.get(), GMIME_NEWLINE_FORMAT_DOS);
  const Held<GMimeStream> out(g_mime_stream_mem_new());
  ENSURE(g_mime_object_write_to_stream(GMIME_OBJECT(message.get()), format.get(), out.get()) >= 0);
  const GByteArray* bytes = g_mime_stream_mem_get_byte_array(GMIME_STREAM_MEM(out.get()));
  return {reinterpret_cast<const char*>(bytes->data), bytes->len};
}

}  // namespace switchyard::adapters
