#include "pricing/book/compiled_sheet.hpp"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <system_error>

#include "pricing/book/sheet_format.hpp"
#include "pricing/book/sheet_rows.hpp"

namespace switchyard::pricing {
namespace {

// A file mapped for reading, or bytes in memory; 8-byte aligned either way.
class SheetMemory {
 public:
  explicit SheetMemory(std::string_view bytes) : words_((bytes.size() + 7) / 8), size_(bytes.size()) {
    if (!bytes.empty()) std::memcpy(words_.data(), bytes.data(), bytes.size());
  }
  SheetMemory(void* mapped, std::size_t size) : mapped_(mapped), size_(size) {}
  ~SheetMemory() {
    if (mapped_ != nullptr) ::munmap(mapped_, size_);
  }
  SheetMemory(const SheetMemory&) = delete;
  SheetMemory& operator=(const SheetMemory&) = delete;

  [[nodiscard]] std::string_view bytes() const {
    return {mapped_ != nullptr ? static_cast<const char*>(mapped_) : reinterpret_cast<const char*>(words_.data()), size_};
  }

  // Pages leave this process's memory until they are read again; they stay in the system's cache.
  void release_pages() const {
    if (mapped_ != nullptr) ::madvise(mapped_, size_, MADV_DONTNEED);  // A refusal costs memory and nothing else.
  }

 private:
  std::vector<std::uint64_t> words_;
  void* mapped_ = nullptr;
  std::size_t size_ = 0;
};

class MappedSheet final : public CompiledSheet {
 public:
  MappedSheet(std::unique_ptr<SheetMemory> memory, const sheet_format::Tables& tables)
      : memory_(std::move(memory)),
        tables_(tables),
        facts_{.id = SheetId(Uuid{tables.head->sheet_id}),
               .file_name = std::string(tables.text(tables.head->file_name)),
               .sha256 = std::string(tables.text(tables.head->sha256))} {}

  [[nodiscard]] const SheetFacts& facts() const override { return facts_; }
  [[nodiscard]] std::string_view supplier() const override { return tables_.text(tables_.head->supplier); }
  [[nodiscard]] std::string_view supplier_name() const override { return tables_.text(tables_.head->supplier_name); }
  [[nodiscard]] Date valid_from() const override { return Date::from_days(tables_.head->valid_from_days); }
  [[nodiscard]] Date valid_until() const override { return Date::from_days(tables_.head->valid_until_days); }
  [[nodiscard]] Instant sellable_from() const override { return Instant::from_unix_ms(tables_.head->sellable_from_ms); }
  [[nodiscard]] Instant sellable_until() const override { return Instant::from_unix_ms(tables_.head->sellable_until_ms); }
  [[nodiscard]] std::size_t row_count() const override { return tables_.rows.size(); }
  [[nodiscard]] std::vector<std::string> scope_values() const override {
    std::vector<std::string> values;
    for (const std::uint32_t id : tables_.scope_values) values.emplace_back(tables_.text(id));
    return values;
  }
  [[nodiscard]] const sheet_format::Tables* tables() const override { return &tables_; }

  void each_row(const std::function<void(const ExportRow&, const TextPool&)>& each) const override {
    TextPool texts;
    const SheetRows rows(tables_, texts);
    for (std::uint32_t ordinal = 0; ordinal < tables_.rows.size(); ++ordinal) {
      const RateRow row = rows.row(ordinal);
      each({.row = &row, .ref = rows.ref(ordinal), .worksheet = std::string(rows.worksheet(ordinal))}, texts);
    }
  }

 private:
  std::unique_ptr<SheetMemory> memory_;
  sheet_format::Tables tables_;
  SheetFacts facts_;
};

Result<std::shared_ptr<const CompiledSheet>> sheet_in(std::unique_ptr<SheetMemory> memory) {
  auto tables = sheet_format::load_tables(memory->bytes());
  if (!tables) return std::move(tables).error();
  // The check has read every page; searches read prices alone, which are a fifth of them.
  memory->release_pages();
  return std::shared_ptr<const CompiledSheet>(std::make_shared<MappedSheet>(std::move(memory), *tables));
}

[[noreturn]] void fail(const std::string& path) { throw std::system_error(errno, std::generic_category(), "compiled sheet " + path); }

}  // namespace

Result<std::shared_ptr<const CompiledSheet>> CompiledSheet::from_bytes(std::string bytes) {
  return sheet_in(std::make_unique<SheetMemory>(std::string_view(bytes)));
}

Result<std::shared_ptr<const CompiledSheet>> CompiledSheet::map_file(const std::string& path) {
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) fail(path);
  struct stat status = {};
  if (::fstat(file, &status) != 0) {
    ::close(file);
    fail(path);
  }
  const auto size = static_cast<std::size_t>(status.st_size);
  if (size == 0) {
    ::close(file);
    return from_bytes({});
  }
  void* const mapped = ::mmap(nullptr, size, PROT_READ, MAP_SHARED, file, 0);
  ::close(file);
  if (mapped == MAP_FAILED) fail(path);
  return sheet_in(std::make_unique<SheetMemory>(mapped, size));
}

}  // namespace switchyard::pricing
