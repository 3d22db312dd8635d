#include "notices/mail/rest_mailbox.hpp"

#include <charconv>

#include <fmt/format.h>

#include "http/query_reader.hpp"
#include "notices/mail/letter_store.hpp"
#include "notices/mail/mailbox_page.hpp"

namespace switchyard::notices {
namespace {

constexpr int kPageSize = 50;
constexpr std::size_t kFilterSizeMax = 254;

std::string_view host_name(std::string_view host) {
  if (host.starts_with('[')) return host.substr(0, host.find(']') + 1);
  return host.substr(0, host.find(':'));
}

// A page of another site may call this machine too, but not by its name (DNS rebinding); a proxy on this machine looks like it.
bool is_from_this_machine(const http::Request& request) {
  const std::string_view name = host_name(request.host);
  const bool is_named_so = name == "localhost" || name == "127.0.0.1" || name == "[::1]";
  const bool is_peer = request.remote_address.starts_with("127.") || request.remote_address == "::1";
  return is_named_so && is_peer && !request.header("x-forwarded-for") && !request.header("forwarded") && !request.header("via");
}

http::Response not_open(const http::Request& request) {
  return http::problem({ErrorKind::not_found, "mailbox_not_open", "There is no such letter, or the mailbox is not open to this caller."}, request);
}

http::Response page(std::string html, std::string_view policy) {
  http::Response response;
  response.content_type = "text/html; charset=utf-8";
  response.body = std::move(html);
  response.set_header("cache-control", "no-store");
  response.set_header("referrer-policy", "no-referrer");
  response.set_header("x-content-type-options", "nosniff");
  response.set_header("content-security-policy", std::string(policy));
  return response;
}

constexpr std::string_view kPagePolicy = "default-src 'none'; style-src 'unsafe-inline'; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
// A letter's own HTML: an origin of its own, no scripts, nothing loaded.
constexpr std::string_view kLetterPolicy =
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'; sandbox allow-popups allow-popups-to-escape-sandbox allow-top-navigation-by-user-activation";

struct Asked {
  std::string to;
  std::string about;
  std::string before;
};

Result<Asked> read_filter(const http::Request& request) {
  auto query = http::QueryReader::of(request);
  if (!query) return std::move(query).error();
  Asked asked;
  asked.to = query->optional_text("to", {.size_min = 0, .size_max = kFilterSizeMax}).value_or("");
  asked.about = query->optional_text("about", {.size_min = 0, .size_max = kFilterSizeMax}).value_or("");
  if (const auto before = query->optional("before", LetterId::parse)) asked.before = before->text();
  if (auto done = query->finish(); !done) return std::move(done).error();
  return asked;
}

http::Response list(const http::Request& request, Database& database) {
  const auto asked = read_filter(request);
  if (!asked) return http::problem(asked.error(), request);
  std::vector<Letter> letters;
  database.read([&](SqlReader& reader) {
    letters = list_letters(reader, {.subject_id = asked->about, .address = asked->to, .before = asked->before, .limit = kPageSize + 1});
  });
  const bool has_more = letters.size() > kPageSize;
  if (has_more) letters.pop_back();
  return page(mailbox_list_page({.letters = letters, .to = asked->to, .about = asked->about, .has_more = has_more}), kPagePolicy);
}

http::Response list_json(const http::Request& request, Database& database) {
  const auto asked = read_filter(request);
  if (!asked) return http::problem(asked.error(), request);
  std::vector<Letter> letters;
  database.read([&](SqlReader& reader) {
    letters = list_letters(reader, {.subject_id = asked->about, .address = asked->to, .before = asked->before, .limit = kPageSize});
    for (Letter& letter : letters) {
      if (auto whole = find_letter(reader, letter.id)) letter = std::move(*whole);
    }
  });
  http::Response response = http::json(200, mailbox_json(letters));
  response.set_header("cache-control", "no-store");
  return response;
}

std::optional<Letter> letter_named(const http::Request& request, Database& database) {
  ENSURE(!request.path_captures.empty());
  const auto id = LetterId::parse(request.path_captures.front());
  if (!id) return std::nullopt;
  std::optional<Letter> letter;
  database.read([&](SqlReader& reader) { letter = find_letter(reader, *id); });
  return letter;
}

http::Response show(const http::Request& request, Database& database) {
  const auto letter = letter_named(request, database);
  return letter ? page(mailbox_letter_page(*letter), kPagePolicy) : not_open(request);
}

http::Response show_html(const http::Request& request, Database& database) {
  const auto letter = letter_named(request, database);
  if (!letter || letter->mail.html.empty()) return not_open(request);
  return page("<base target=\"_top\">" + letter->mail.html, kLetterPolicy);
}

http::Response attachment(const http::Request& request, Database& database) {
  const auto letter = letter_named(request, database);
  const std::string& text = request.path_captures.at(1);
  std::size_t number = 0;
  const char* end = text.data() + text.size();
  if (!letter || std::from_chars(text.data(), end, number).ptr != end || number >= letter->attachments.size()) return not_open(request);
  http::Response response;
  response.content_type = letter->attachments[number].content_type;
  database.read([&](SqlReader& reader) { response.body = read_attachment(reader, letter->id, static_cast<std::int64_t>(number)); });
  if (response.body.empty() && letter->attachments[number].size_bytes > 0) return not_open(request);
  response.compressible = false;
  std::string plain;
  for (const char c : letter->attachments[number].file_name) {
    const bool is_simple = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '.' || c == '-' || c == '_' || c == ' ';
    plain += is_simple ? c : '_';
  }
  response.set_header("content-disposition", fmt::format("attachment; filename=\"{}\"", plain));
  response.set_header("cache-control", "no-store");
  response.set_header("x-content-type-options", "nosniff");
  response.set_header("content-security-policy", "default-src 'none'; sandbox");
  return response;
}

}  // namespace

void add_mailbox_routes(http::Router& router, Database& database, MailboxAccess access) {
  if (access == MailboxAccess::off) return;
  using Work = http::Response (*)(const http::Request&, Database&);
  const auto add = [&](std::string pattern, Work work, std::vector<std::string> answers, std::string name) {
    router.add({.method = http::Method::get,
                .pattern = std::move(pattern),
                .handler = [&database, access, work](const http::Request& request) {
                  if (access == MailboxAccess::loopback && !is_from_this_machine(request)) return not_open(request);
                  return work(request, database);
                },
                .answers = std::move(answers),
                .name = std::move(name)});
  };
  add("/mailbox", list, {"text/html"}, "mailbox");
  add("/mailbox.json", list_json, {"application/json"}, "mailbox.json");
  add("/mailbox/{letter}", show, {"text/html"}, "mailbox.letter");
  add("/mailbox/{letter}/html", show_html, {"text/html"}, "mailbox.html");
  add("/mailbox/{letter}/attachments/{number}", attachment, {}, "mailbox.attachment");
}

}  // namespace switchyard::notices
