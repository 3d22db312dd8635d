#include "contracting/files/file_content.hpp"

#include <algorithm>
#include <array>
#include <string>

#include <fmt/format.h>

#include "contracting/files/tiff_pages.hpp"
#include "contracting/files/uploaded_file.hpp"
#include "contracting/files/zip_members.hpp"
#include "contracting/party_text.hpp"

namespace switchyard::contracting {
namespace {

using std::string_view_literals::operator""sv;

// How dangerous things begin, and what they are called.
struct Beginning {
  std::string_view bytes;
  std::string_view name;
};
constexpr std::array kRefusedBeginnings = {
    Beginning{"MZ"sv, "a program"},          Beginning{"\x7f" "ELF"sv, "a program"},        Beginning{"\xca\xfe\xba\xbe"sv, "a program"},
    Beginning{"\xcf\xfa\xed\xfe"sv, "a program"}, Beginning{"\xfe\xed\xfa"sv, "a program"}, Beginning{"\0asm"sv, "a program"},
    Beginning{"#!"sv, "a script"},           Beginning{"\x1f\x8b"sv, "an archive"},         Beginning{"BZh"sv, "an archive"},
    Beginning{"\xfd" "7zXZ"sv, "an archive"}, Beginning{"7z\xbc\xaf"sv, "an archive"},      Beginning{"Rar!"sv, "an archive"},
    Beginning{"\x28\xb5\x2f\xfd"sv, "an archive"}, Beginning{"MSCF"sv, "an archive"},
    Beginning{"\xd0\xcf\x11\xe0"sv, "an office file of the old kind, which may hold macros; save it as xlsx or PDF"}, Beginning{"{\\rtf"sv, "RTF"},
    Beginning{"GIF8"sv, "a GIF picture"},    Beginning{"%!PS"sv, "PostScript"},             Beginning{"L\0\0\0\x01\x14\x02\0"sv, "a shortcut"}};

Error refused(std::string_view what) {
  return {ErrorKind::unsupported, "file_type_refused",
          fmt::format("The file seems to be {}. Taken are PDF, PNG, JPEG, TIFF, xlsx, CSV, plain text and eml.", what)};
}

Result<FileContent> with_pages(std::string_view media_type, std::int64_t pages) {
  if (pages <= kFilePagesMax) return FileContent{media_type, pages};
  return Error{ErrorKind::too_large, "file_too_many_pages", fmt::format("The file has {} pages; at most {} are taken.", pages, kFilePagesMax)};
}

Result<FileContent> judge_pdf(std::string_view bytes, const PageCounter* pages) {
  if (pages == nullptr) return FileContent{"application/pdf"};
  auto count = pages->count_pages(bytes);
  if (!count) return std::move(count).error();
  return with_pages("application/pdf", *count);
}

Result<FileContent> judge_zip(std::string_view bytes) {
  const auto members = zip_member_names(bytes);
  if (!members) return refused("a broken archive");
  const auto has = [&](const auto& says) { return std::ranges::any_of(*members, says); };
  const bool is_workbook = has([](const std::string& name) { return name == "[content_types].xml"; }) && has([](const std::string& name) { return name == "xl/workbook.xml"; });
  if (!is_workbook) return refused("an archive");
  const bool runs = has([](const std::string& name) {
    return name.ends_with("vbaproject.bin") || name.starts_with("xl/macrosheets/") || name.starts_with("xl/activex/") || name.starts_with("xl/embeddings/") ||
           name.ends_with(".exe") || name.ends_with(".dll");
  });
  if (runs) return refused("a workbook with macros or embedded objects");
  return FileContent{"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"};
}

// What a browser, a mail reader or a shell would run, anywhere near the front of a text.
std::string_view text_danger(std::string_view text) {
  const std::string front = lower_case(text.substr(0, 4096));
  for (const std::string_view mark : {"<!doctype html", "<html", "<head", "<body", "<script", "<iframe", "<svg", "<?php", "<?xml", "<%", "<object", "<embed"}) {
    if (front.find(mark) != std::string::npos) return mark == "<svg" ? "SVG" : "HTML, XML or a script";
  }
  const std::string start = trimmed_text(std::string_view(front).substr(0, 64));
  for (const std::string_view mark : {"@echo", "#!", "powershell", "set-executionpolicy", "function ", "import ", "javascript:", "vbscript:", "[internetshortcut]"}) {
    if (start.starts_with(mark)) return "a script";
  }
  return {};
}

bool is_header_name(std::string_view line) {
  const std::size_t colon = line.find(':');
  return colon != std::string_view::npos && colon > 0 && std::ranges::all_of(line.substr(0, colon), [](char c) { return c > ' ' && c < 127; });
}

// RFC 5322: header fields from the first line on, among them From and one of Date, Subject, Received or Message-ID.
bool is_email_message(std::string_view text) {
  bool from = false;
  bool further = false;
  for (int line_number = 0; line_number < 200 && !text.empty(); ++line_number) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (line.empty()) break;
    const bool folded = line.front() == ' ' || line.front() == '\t';
    if (!folded && !is_header_name(line)) return false;
    const std::string lower = lower_case(line.substr(0, 16));
    from = from || lower.starts_with("from:");
    further = further || lower.starts_with("date:") || lower.starts_with("subject:") || lower.starts_with("received:") || lower.starts_with("message-id:");
  }
  return from && further;
}

// The same number of commas, or of semicolons or tabs, and some, on each of the first lines.
bool is_csv(std::string_view text) {
  for (const char apart : {',', ';', '\t'}) {
    std::ptrdiff_t count = -1;
    int lines = 0;
    bool even = true;
    for (std::string_view rest = text; !rest.empty() && lines < 20;) {
      const std::size_t end = std::min(rest.find('\n'), rest.size());
      const std::string_view line = rest.substr(0, end);
      rest.remove_prefix(std::min(end + 1, rest.size()));
      if (trimmed_text(line).empty()) continue;
      const auto here = std::ranges::count(line, apart);
      even = even && (count < 0 || here == count || line.find('"') != std::string_view::npos);
      count = std::max(count, here);
      ++lines;
    }
    if (even && count > 0 && lines > 1) return true;
  }
  return false;
}

// A text in UTF-8, or in Windows-1252 as spreadsheets of old write CSV.
bool is_text(std::string_view text) {
  if (text.starts_with("\xef\xbb\xbf")) text.remove_prefix(3);
  if (is_plain_text(text, true)) return true;
  return std::ranges::all_of(text, [](char c) {
    const auto byte = static_cast<std::uint8_t>(c);
    return byte >= 0x20 ? byte != 0x7F : c == '\t' || c == '\n' || c == '\r';
  });
}

}  // namespace

Result<FileContent> judge_content(std::string_view bytes, const PageCounter* pages) {
  if (bytes.empty()) return Error{ErrorKind::unprocessable, "file_empty", "The file has no bytes."};
  if (bytes.size() > kFileSizeMax) return Error{ErrorKind::too_large, "file_too_large", fmt::format("The file has {} bytes; at most {} are taken.", bytes.size(), kFileSizeMax)};
  if (bytes.starts_with("%PDF-")) return judge_pdf(bytes, pages);
  if (bytes.starts_with("\x89PNG\r\n\x1a\n"sv)) return FileContent{"image/png", 1};
  if (bytes.starts_with("\xff\xd8\xff"sv)) return FileContent{"image/jpeg", 1};
  if (bytes.starts_with("II*\0"sv) || bytes.starts_with("MM\0*"sv)) {
    const auto count = tiff_page_count(bytes);
    if (!count) return Error{ErrorKind::unprocessable, "file_unreadable", "The TIFF file cannot be read."};
    return with_pages("image/tiff", *count);
  }
  if (bytes.starts_with("PK\x03\x04"sv) || bytes.starts_with("PK\x05\x06"sv)) return judge_zip(bytes);
  for (const Beginning& beginning : kRefusedBeginnings) if (bytes.starts_with(beginning.bytes)) return refused(beginning.name);
  if (!is_text(bytes)) return refused("of an unknown kind");
  if (is_email_message(bytes)) return FileContent{"message/rfc822"};
  if (const std::string_view danger = text_danger(bytes); !danger.empty()) return refused(danger);
  return FileContent{is_csv(bytes) ? "text/csv"sv : "text/plain"sv};
}

}  // namespace switchyard::contracting
