#include "workbook/archive.hpp"

#include <fmt/format.h>
#include <zip.h>

#include <algorithm>
#include <unordered_map>
#include <utility>
#include <vector>

#include "workbook/refusal.hpp"

namespace switchyard::workbook {
namespace {

constexpr std::uint64_t kRatioFreeSize = 1u << 20;

struct ZipCloser {
  void operator()(zip_t* zip) const { zip_discard(zip); }
};
struct FileCloser {
  void operator()(zip_file_t* file) const { zip_fclose(file); }
};

std::string lower_ascii(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
  }
  return out;
}

bool leads_outside(std::string_view name) {
  if (name.starts_with('/') || (name.size() > 1 && name[1] == ':')) return true;
  for (std::size_t from = 0; from <= name.size();) {
    const auto slash = std::min(name.find('/', from), name.size());
    if (name.substr(from, slash - from) == "..") return true;
    from = slash + 1;
  }
  return false;
}

std::string text_of_zip_error(zip_error_t& error) {
  std::string text = zip_error_strerror(&error);
  zip_error_fini(&error);
  return text;
}

Result<std::unique_ptr<zip_t, ZipCloser>> open_zip(std::string_view bytes) {
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
  if (source == nullptr) return unreadable("the zip cannot be read: " + text_of_zip_error(error));
  zip_t* zip = zip_open_from_source(source, ZIP_RDONLY, &error);
  if (zip == nullptr) {
    zip_source_free(source);
    return unreadable("the zip cannot be read: " + text_of_zip_error(error));
  }
  zip_error_fini(&error);
  return std::unique_ptr<zip_t, ZipCloser>(zip);
}

Result<Archive::Member> member_at(zip_t* zip, zip_uint64_t index) {
  zip_stat_t stat;
  zip_stat_init(&stat);
  constexpr zip_uint64_t kNeeded = ZIP_STAT_NAME | ZIP_STAT_SIZE | ZIP_STAT_COMP_SIZE;
  if (zip_stat_index(zip, index, ZIP_FL_ENC_GUESS, &stat) != 0 || (stat.valid & kNeeded) != kNeeded) {
    return unreadable(fmt::format("member {} of the zip is not described", index));
  }
  Archive::Member member{.name = stat.name, .packed_size = stat.comp_size, .unpacked_size = stat.size};
  std::replace(member.name.begin(), member.name.end(), '\\', '/');
  if (member.name.empty()) return unreadable(fmt::format("member {} of the zip has no name", index));
  member.is_folder = member.name.ends_with('/');
  member.outside = leads_outside(member.name);
  member.encrypted = (stat.valid & ZIP_STAT_ENCRYPTION_METHOD) != 0 && stat.encryption_method != ZIP_EM_NONE;
  const bool known_method =
      (stat.valid & ZIP_STAT_COMP_METHOD) != 0 && (stat.comp_method == ZIP_CM_STORE || stat.comp_method == ZIP_CM_DEFLATE);
  if (!known_method && !member.encrypted) {
    return unreadable(
        fmt::format("member {} is compressed by method {}, only 0 and 8 are read", quoted(member.name), stat.comp_method));
  }
  return member;
}

}  // namespace

struct Archive::Parts {
  std::unique_ptr<zip_t, ZipCloser> zip;
  const Limits* limits;
  UnpackBudget* budget;
  std::vector<Member> members;
  std::unordered_map<std::string, std::size_t> by_name;  // Lower case.
};

Archive::Archive(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
Archive::Archive(Archive&&) noexcept = default;
Archive& Archive::operator=(Archive&&) noexcept = default;
Archive::~Archive() = default;

Result<Archive> Archive::open(std::string_view bytes, const Limits& limits, UnpackBudget& budget) {
  auto zip = open_zip(bytes);
  if (!zip) return std::move(zip).error();
  auto parts =
      std::make_unique<Parts>(Parts{.zip = std::move(*zip), .limits = &limits, .budget = &budget, .members = {}, .by_name = {}});
  const auto count = static_cast<std::size_t>(std::max<zip_int64_t>(0, zip_get_num_entries(parts->zip.get(), 0)));
  if (count > limits.zip_member_count_max) {
    return too_large("zip_member_count_max", limits.zip_member_count_max, fmt::format("a zip of {} members", count));
  }
  std::uint64_t declared_bytes = 0;
  for (std::size_t i = 0; i < count; ++i) {
    auto member = member_at(parts->zip.get(), i);
    if (!member) return std::move(member).error();
    if (member->unpacked_size > budget.left_bytes || (declared_bytes += member->unpacked_size) > budget.left_bytes) {
      return too_large("unpacked_size_max", limits.unpacked_size_max, "unpacked up to " + quoted(member->name) + ", the zip");
    }
    const bool is_bomb = member->unpacked_size > kRatioFreeSize &&
                         member->unpacked_size / std::max<std::uint64_t>(1, member->packed_size) >= limits.unpacked_ratio_max;
    if (is_bomb) return too_large("unpacked_ratio_max", limits.unpacked_ratio_max, "member " + quoted(member->name));
    if (!parts->by_name.emplace(lower_ascii(member->name), i).second) {
      return unreadable("the zip has member " + quoted(member->name) + " twice");
    }
    parts->members.push_back(std::move(*member));
  }
  return Archive(std::move(parts));
}

std::span<const Archive::Member> Archive::members() const { return parts_->members; }

std::optional<std::size_t> Archive::find(std::string_view name) const {
  const auto found = parts_->by_name.find(lower_ascii(name));
  if (found == parts_->by_name.end()) return std::nullopt;
  return found->second;
}

Result<void> Archive::unpack(std::size_t index, std::string& into) {
  const Member& member = parts_->members.at(index);
  if (member.encrypted) return encrypted("member " + quoted(member.name) + " of the zip is encrypted");
  if (member.unpacked_size > parts_->budget->left_bytes) {
    return too_large("unpacked_size_max", parts_->limits->unpacked_size_max, "with member " + quoted(member.name) + " the zip");
  }
  parts_->budget->left_bytes -= member.unpacked_size;
  const std::unique_ptr<zip_file_t, FileCloser> file(zip_fopen_index(parts_->zip.get(), index, 0));
  if (!file) return unreadable("member " + quoted(member.name) + ": " + zip_strerror(parts_->zip.get()));

  // One byte more than declared: a member that is longer shows itself, and at its end the checksum is compared.
  into.resize(member.unpacked_size + 1);
  std::size_t filled = 0;
  while (filled < into.size()) {
    const auto got = zip_fread(file.get(), into.data() + filled, into.size() - filled);
    if (got < 0) return unreadable("member " + quoted(member.name) + ": " + zip_file_strerror(file.get()));
    if (got == 0) break;
    filled += static_cast<std::size_t>(got);
  }
  if (filled != member.unpacked_size) {
    return unreadable(fmt::format("member {} is {} than the {} bytes that the zip's directory says", quoted(member.name),
                                  filled > member.unpacked_size ? "longer" : "shorter", member.unpacked_size));
  }
  into.resize(filled);
  return {};
}

}  // namespace switchyard::workbook
