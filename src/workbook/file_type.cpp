#include <algorithm>
#include <array>
#include <utility>

#include "workbook/compound_file.hpp"
#include "workbook/encoding.hpp"
#include "workbook/opened_workbook.hpp"
#include "workbook/refusal.hpp"
#include "workbook/workbook.hpp"

namespace switchyard::workbook {
namespace {

// A zip starts with a member, or with its end where it is empty.
bool is_zip(std::string_view bytes) {
  using namespace std::string_view_literals;
  return bytes.starts_with("PK\x03\x04"sv) || bytes.starts_with("PK\x05\x06"sv);
}

// A workbook stream without a container: BOF of BIFF5 to BIFF2.
bool is_bare_biff(std::string_view bytes) {
  using namespace std::string_view_literals;
  constexpr std::array kStarts = {"\x09\x08\x10\x00"sv, "\x09\x08\x08\x00"sv, "\x09\x04\x06\x00"sv, "\x09\x02\x06\x00"sv,
                                  "\x09\x00\x04\x00"sv};
  return std::any_of(kStarts.begin(), kStarts.end(), [&](std::string_view start) { return bytes.starts_with(start); });
}

// A text that is something else than a table: HTML or XML under a spreadsheet's name, RTF.
bool is_markup(std::string_view bytes) {
  const auto from = bytes.find_first_not_of("\xEF\xBB\xBF \t\r\n");
  if (from == std::string_view::npos) return true;
  const auto rest = bytes.substr(from);
  return rest.starts_with('<') || rest.starts_with("{\\rtf");
}

// What stands in a zip beside a file and is none: folders, what a Macintosh adds.
bool is_beside(const Archive::Member& member) {
  const auto slash = member.name.rfind('/');
  const auto base = std::string_view(member.name).substr(slash == std::string::npos ? 0 : slash + 1);
  return member.is_folder || member.name.starts_with("__MACOSX/") || base == ".DS_Store";
}

struct Candidate {
  std::string name;
  std::string bytes;
  FileType type = FileType::unknown;
};

std::string names_of(std::span<const Archive::Member> members) {
  constexpr std::size_t kShownMax = 10;
  std::string names;
  std::size_t shown = 0;
  for (const auto& member : members) {
    if (is_beside(member)) continue;
    if (shown++ == kShownMax) return names + " and more";
    if (!names.empty()) names += ", ";
    names += quoted(member.name);
  }
  return names.empty() ? "nothing" : names;
}

// The one member that can be opened; none and two are refused.
Result<Candidate> only_candidate(Archive& archive, const Limits& limits, const Tools& tools) {
  std::optional<Candidate> chosen;
  std::string bytes;
  const auto members = archive.members();
  for (std::size_t i = 0; i < members.size(); ++i) {
    if (members[i].outside) return unreadable("the zip has a member outside of its own folder: " + quoted(members[i].name));
    if (is_beside(members[i])) continue;
    if (auto unpacked = archive.unpack(i, bytes); !unpacked) return std::move(unpacked).error();
    if (bytes.size() > limits.file_size_max)
      return too_large("file_size_max", limits.file_size_max, "member " + quoted(members[i].name));
    const auto type = type_of(bytes);
    const bool is_read = type == FileType::xlsx || type == FileType::csv || type == FileType::xls || type == FileType::xlsb ||
                         (type == FileType::pdf && tools.pdf_words != nullptr);
    if (!is_read) continue;
    if (chosen) {
      return type_unsupported("the zip holds more than one workbook or table; it must hold exactly one: " + names_of(members));
    }
    chosen = Candidate{.name = members[i].name, .bytes = std::exchange(bytes, {}), .type = type};
  }
  if (!chosen) return type_unsupported("the zip holds no workbook and no table; its members are: " + names_of(members));
  return std::move(*chosen);
}

Result<std::unique_ptr<OpenedWorkbook>> open_zip(Archive& archive, UnpackBudget& budget, const Limits& limits, const Tools& tools) {
  auto candidate = only_candidate(archive, limits, tools);
  if (!candidate) return std::move(candidate).error();
  const auto opened = [&]() -> Result<std::unique_ptr<OpenedWorkbook>> {
    if (candidate->type == FileType::csv) return open_csv(std::move(candidate->bytes), limits);
    if (candidate->type == FileType::xls) return open_xls(candidate->bytes, limits);
    if (candidate->type == FileType::pdf) return open_pdf(candidate->bytes, limits, tools);
    auto inner = Archive::open(candidate->bytes, limits, budget);
    if (!inner) return std::move(inner).error();
    return candidate->type == FileType::xlsb ? open_xlsb(*inner, limits) : open_xlsx(*inner, limits);
  };
  auto workbook = opened();
  if (!workbook) {
    auto error = std::move(workbook).error();
    error.message = "in " + quoted(candidate->name) + ": " + error.message;
    return error;
  }
  (*workbook)->member_name(candidate->name);
  return workbook;
}

}  // namespace

std::string_view text_of(FileType type) {
  switch (type) {
    case FileType::xlsx:
      return "xlsx";
    case FileType::csv:
      return "csv";
    case FileType::zip:
      return "zip";
    case FileType::xls:
      return "xls";
    case FileType::xlsb:
      return "xlsb";
    case FileType::pdf:
      return "pdf";
    case FileType::unknown:
      break;
  }
  return "unknown";
}

FileType type_of(std::string_view bytes) {
  constexpr std::size_t kPdfMarkWithin = 1024;
  if (is_zip(bytes)) {
    const Limits limits;
    UnpackBudget budget{.left_bytes = limits.unpacked_size_max};
    auto archive = Archive::open(bytes, limits, budget);
    return archive ? type_of_archive(*archive) : FileType::zip;
  }
  if (CompoundFile::is_one(bytes)) return FileType::xls;
  if (is_bare_biff(bytes)) return FileType::xls;
  if (bytes.substr(0, kPdfMarkWithin).find("%PDF-") != std::string_view::npos) return FileType::pdf;
  if (looks_like_text(bytes) && !is_markup(bytes)) return FileType::csv;
  return FileType::unknown;
}

namespace {

Result<std::unique_ptr<OpenedWorkbook>> open_by_type(std::string bytes, const Limits& limits, const Tools& tools) {
  if (bytes.size() > limits.file_size_max) return too_large("file_size_max", limits.file_size_max, "the file");
  if (is_zip(bytes)) {
    UnpackBudget budget{.left_bytes = limits.unpacked_size_max};
    auto archive = Archive::open(bytes, limits, budget);
    if (!archive) return std::move(archive).error();
    const auto type = type_of_archive(*archive);
    if (type == FileType::xlsx) return open_xlsx(*archive, limits);
    if (type == FileType::zip) return open_zip(*archive, budget, limits, tools);
    if (type == FileType::xlsb) return open_xlsb(*archive, limits);
    return type_unsupported("the file is an Office package without a workbook");
  }
  const auto type = type_of(bytes);
  if (type == FileType::csv) return open_csv(std::move(bytes), limits);
  if (type == FileType::xls) return open_xls(bytes, limits);
  if (type == FileType::pdf && tools.pdf_words != nullptr) return open_pdf(bytes, limits, tools);
  if (bytes.empty()) return unreadable("the file is empty");
  return type_unsupported("the file is " +
                          (type == FileType::unknown ? "no workbook and no table" : "of type " + std::string(text_of(type))));
}

}  // namespace

Result<std::unique_ptr<Workbook>> open(std::string bytes, const Limits& limits, const Tools& tools) {
  auto opened = open_by_type(std::move(bytes), limits, tools);
  if (!opened) return std::move(opened).error();
  return std::unique_ptr<Workbook>(std::move(*opened));
}

}  // namespace switchyard::workbook
