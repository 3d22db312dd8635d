#include "workbook/xml_scanner.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include "workbook/encoding.hpp"

namespace switchyard::workbook {
namespace {

constexpr bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

constexpr std::array<bool, 256> kEndsName = [] {
  std::array<bool, 256> ends{};
  for (const unsigned char c : {' ', '\t', '\n', '\r', '/', '>', '=', '<', '"', '\'', '&'}) ends[c] = true;
  return ends;
}();

std::string_view local_of(std::string_view name) {
  for (std::size_t at = name.size(); at > 0; --at) {
    if (name[at - 1] == ':') return name.substr(at);
  }
  return name;
}

bool is_blank(std::string_view text) {
  for (const char c : text) {
    if (!is_space(c)) return false;
  }
  return true;
}

// XML 1.0, 2.2: what a character reference may name.
bool is_xml_char(std::uint32_t c) {
  return c == 0x9 || c == 0xA || c == 0xD || (c >= 0x20 && c < 0xD800) || (c >= 0xE000 && c < 0xFFFE) ||
         (c >= 0x10000 && c <= 0x10FFFF);
}

// `body` stands between '&' and ';'.
bool append_reference(std::string_view body, std::string& out) {
  if (body == "lt") return out += '<', true;
  if (body == "gt") return out += '>', true;
  if (body == "amp") return out += '&', true;
  if (body == "quot") return out += '"', true;
  if (body == "apos") return out += '\'', true;
  if (body.size() < 2 || body[0] != '#') return false;
  const bool hexadecimal = body[1] == 'x';
  const auto digits = body.substr(hexadecimal ? 2 : 1);
  std::uint32_t code_point = 0;
  const auto* end = digits.data() + digits.size();
  const auto [stop, failure] = std::from_chars(digits.data(), end, code_point, hexadecimal ? 16 : 10);
  if (failure != std::errc{} || stop != end || !is_xml_char(code_point)) return false;
  append_utf8(out, code_point);
  return true;
}

}  // namespace

bool append_decoded(std::string_view raw, std::string& out) {
  constexpr std::size_t kReferenceSizeMax = 12;
  std::size_t at = 0;
  while (at < raw.size()) {
    const auto special = std::min(raw.find_first_of("&\r", at), raw.size());
    out += raw.substr(at, special - at);
    at = special;
    if (at == raw.size()) return true;
    if (raw[at] == '\r') {
      out += '\n';
      at += at + 1 < raw.size() && raw[at + 1] == '\n' ? 2 : 1;
      continue;
    }
    const auto end = raw.substr(at, kReferenceSizeMax).find(';');
    if (end == std::string_view::npos || !append_reference(raw.substr(at + 1, end - 1), out)) return false;
    at += end + 1;
  }
  return true;
}

XmlScanner::Event XmlScanner::next() {
  if (problem_ != nullptr) return Event::malformed;
  if (end_is_due_) {
    end_is_due_ = false;
    name_ = local_of(open_.back());
    open_.pop_back();
    return Event::end;
  }
  while (at_ < xml_.size()) {
    if (xml_[at_] != '<') {
      const auto end = std::min(xml_.find('<', at_), xml_.size());
      if (!open_.empty()) return text_until(end, false);
      if (!is_blank(xml_.substr(at_, end - at_))) return fail("text outside of the root element");
      at_ = end;
      continue;
    }
    const char kind = at_ + 1 < xml_.size() ? xml_[at_ + 1] : '\0';
    if (kind == '/') return take_end();
    if (kind != '!' && kind != '?') return take_start();
    if (xml_.substr(at_).starts_with("<![CDATA[")) {
      if (open_.empty()) return fail("CDATA outside of the root element");
      at_ += 9;
      const auto end = xml_.find("]]>", at_);
      if (end == std::string_view::npos) return fail("CDATA without an end");
      text_until(end, true);
      at_ += 3;
      return Event::text;
    }
    if (!skip_declaration()) return Event::malformed;
  }
  if (!open_.empty()) return fail("an element is not closed");
  if (!root_seen_) return fail("there is no root element");
  return Event::finished;
}

XmlScanner::Event XmlScanner::text_until(std::size_t end, bool literal) {
  text_ = xml_.substr(at_, end - at_);
  text_is_literal_ = literal;
  at_ = end;
  return Event::text;
}

bool XmlScanner::skip_declaration() {
  const auto rest = xml_.substr(at_);
  std::string_view closing;
  if (rest.starts_with("<!--")) {
    closing = "-->";
    at_ += 4;
  } else if (rest.starts_with("<?")) {
    closing = "?>";
    at_ += 2;
  } else {
    fail("a document type declaration, which is not taken");
    return false;
  }
  const auto end = xml_.find(closing, at_);
  if (end == std::string_view::npos) {
    fail("a comment or instruction without an end");
    return false;
  }
  at_ = end + closing.size();
  return true;
}

XmlScanner::Event XmlScanner::take_start() {
  if (root_seen_ && open_.empty()) return fail("a second root element");
  if (open_.size() >= kDepthMax) return fail("elements nested deeper than 256");
  root_seen_ = true;
  ++at_;
  const auto full_name = take_name();
  if (full_name.empty()) return fail("a tag without a name");
  attributes_.clear();
  while (true) {
    skip_space();
    if (at_ >= xml_.size()) return fail("a tag without an end");
    if (xml_[at_] == '>') {
      ++at_;
      break;
    }
    if (xml_[at_] == '/') {
      if (at_ + 1 >= xml_.size() || xml_[at_ + 1] != '>') return fail("a stray '/' in a tag");
      at_ += 2;
      end_is_due_ = true;
      break;
    }
    if (!take_attribute()) return Event::malformed;
  }
  open_.push_back(full_name);
  name_ = local_of(full_name);
  return Event::start;
}

bool XmlScanner::take_attribute() {
  const auto full_name = take_name();
  skip_space();
  const bool named = !full_name.empty() && at_ < xml_.size() && xml_[at_] == '=';
  if (!named) return fail("an attribute without a value"), false;
  ++at_;
  skip_space();
  const char quote = at_ < xml_.size() ? xml_[at_] : '\0';
  if (quote != '"' && quote != '\'') return fail("an attribute's value without quotes"), false;
  const auto from = at_ + 1;
  auto end = from;  // Values are short: a loop is faster than a search.
  while (end < xml_.size() && xml_[end] != quote) ++end;
  if (end == xml_.size()) return fail("an attribute's value without an end"), false;
  at_ = end + 1;
  if (attributes_.size() >= kAttributeCountMax) return fail("more than 1,000 attributes in a tag"), false;
  if (full_name.starts_with("xmlns")) return true;
  const auto local = local_of(full_name);
  attributes_.push_back({.name = local, .value = xml_.substr(from, end - from), .prefixed = local.size() != full_name.size()});
  return true;
}

XmlScanner::Event XmlScanner::take_end() {
  at_ += 2;
  const auto full_name = take_name();
  skip_space();
  if (at_ >= xml_.size() || xml_[at_] != '>') return fail("an end tag without an end");
  ++at_;
  if (open_.empty() || open_.back() != full_name) return fail("an end tag that closes another element than the open one");
  open_.pop_back();
  name_ = local_of(full_name);
  return Event::end;
}

XmlScanner::Event XmlScanner::fail(const char* problem) {
  if (problem_ == nullptr) problem_ = problem;
  return Event::malformed;
}

std::string_view XmlScanner::take_name() {
  const auto from = at_;
  while (at_ < xml_.size() && !kEndsName[static_cast<unsigned char>(xml_[at_])]) ++at_;
  return xml_.substr(from, at_ - from);
}

void XmlScanner::skip_space() {
  while (at_ < xml_.size() && is_space(xml_[at_])) ++at_;
}

std::string XmlScanner::attribute_text(std::string_view name) const {
  const auto raw = attribute(name);
  std::string out;
  if (raw && !append_decoded(*raw, out)) out = *raw;
  return out;
}

bool XmlScanner::skip() {
  const auto depth = open_.size();
  while (true) {
    const auto event = next();
    if (event == Event::malformed || event == Event::finished) return false;
    if (event == Event::end && open_.size() < depth) return true;
  }
}

bool XmlScanner::take_text(std::string& scratch, std::string_view& text) {
  const auto depth = open_.size();
  text = {};
  bool in_scratch = false;
  while (true) {
    const auto event = next();
    if (event == Event::malformed || event == Event::finished) return false;
    if (event == Event::end && open_.size() < depth) break;
    if (event != Event::text || open_.size() != depth) continue;
    const bool plain = text_.find_first_of("&\r") == std::string_view::npos;
    if (!in_scratch && text.empty() && plain) {
      text = text_;
      continue;
    }
    if (!in_scratch) scratch.assign(text);
    in_scratch = true;
    if (text_is_literal_) {
      scratch += text_;
    } else if (!append_decoded(text_, scratch)) {
      return fail("a reference that XML does not know"), false;
    }
  }
  if (in_scratch) text = scratch;
  return true;
}

}  // namespace switchyard::workbook
