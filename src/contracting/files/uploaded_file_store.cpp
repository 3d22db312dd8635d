#include "contracting/files/uploaded_file_store.hpp"

#include <map>

#include <fmt/format.h>

#include "contracting/column_walk.hpp"
#include "contracting/id_list.hpp"
#include "contracting/page_store.hpp"

namespace switchyard::contracting {
namespace {

UploadedFile blank_file() {
  return {.id = FileId(Uuid{}), .partner = access::PartnerId(Uuid{}), .application = access::ApplicationId(Uuid{}), .name = {}, .media_type = {}, .sha256 = {},
          .uploaded_by = {}};
}

template <class Visit, class Row>
void visit_file(Visit& visit, Row& file) {
  visit("id", file.id);
  visit("partner_id", file.partner);
  visit("application_id", file.application);
  visit.word("purpose", file.purpose, parse_file_purpose);
  visit("name", file.name);
  visit("media_type", file.media_type);
  visit("size_bytes", file.size_bytes);
  visit("sha256", file.sha256);
  visit("page_count", file.page_count);
  visit("customer_id", file.customer);
  visit.reference("subject", file.subject);
  visit("uploaded_by", file.uploaded_by);
  visit("uploaded_at_ms", file.uploaded_at);
  visit("deleted_at_ms", file.deleted_at);
}

const ColumnNames& columns() {
  static const ColumnNames kColumns = [] {
    ColumnNames names;
    const UploadedFile row = blank_file();
    visit_file(names, row);
    return names;
  }();
  return kColumns;
}

UploadedFile file_of(const SqlRow& row) {
  UploadedFile file = blank_file();
  ColumnReading reading(row);
  visit_file(reading, file);
  return file;
}

// Files by another column than their id, in order of making.
std::vector<UploadedFile> read_by(const IdListQuery& query, SqlReader& reader, const access::PartnerId& partner, std::span<const std::string> keys) {
  const std::string owner = partner.text();
  std::vector<UploadedFile> files;
  query.run(reader, {std::string_view(owner)}, keys, [&](const SqlRow& row) { files.push_back(file_of(row)); });
  return files;
}

std::string select_by(std::string_view column) {
  return fmt::format("SELECT {} FROM uploaded_files WHERE partner_id = $1 AND deleted_at_ms IS NULL AND {} IN ({{ids}}) ORDER BY {}, id", columns().list(), column, column);
}

}  // namespace

void insert_file(SqlTransaction& transaction, const UploadedFile& file) {
  static const std::string kSql = fmt::format("INSERT INTO uploaded_files ({}) VALUES ({})", columns().list(), columns().parameters());
  ColumnValues values;
  visit_file(values, file);
  transaction.execute(kSql, values.values);
}

void bury_file(SqlTransaction& transaction, const UploadedFile& file, Instant now) {
  const std::string id = file.id.text();
  transaction.execute("UPDATE uploaded_files SET deleted_at_ms = $2, name = '', customer_id = NULL, subject = NULL WHERE id = $1",
                      {std::string_view(id), now.unix_ms()});
}

bool are_bytes_used(SqlReader& reader, const access::PartnerId& partner, std::string_view sha256) {
  const std::string owner = partner.text();
  bool used = false;
  reader.query("SELECT 1 FROM uploaded_files WHERE partner_id = $1 AND sha256 = $2 AND deleted_at_ms IS NULL LIMIT 1", {std::string_view(owner), sha256},
               [&](const SqlRow&) { used = true; });
  return used;
}

void claim_place(SqlTransaction& transaction, const VaultPlace& place) {
  const std::string owner = place.partner.text();
  transaction.execute("INSERT INTO uploaded_file_places (partner_id, sha256, uploads) VALUES ($1, $2, 1) "
                      "ON CONFLICT (partner_id, sha256) DO UPDATE SET uploads = uploaded_file_places.uploads + 1",
                      {std::string_view(owner), std::string_view(place.sha256)});
}

void release_place(SqlTransaction& transaction, const VaultPlace& place) {
  const std::string owner = place.partner.text();
  transaction.execute("UPDATE uploaded_file_places SET uploads = uploads + 1 WHERE partner_id = $1 AND sha256 = $2", {std::string_view(owner), std::string_view(place.sha256)});
}

std::vector<UploadedFile> read_files(SqlReader& reader, const access::PartnerId& partner, std::span<const FileId> ids) {
  static const IdListQuery kQuery(select_by("id"), 1);
  const std::vector<std::string> texts = id_texts(ids);
  std::map<std::string, UploadedFile> found;
  for (UploadedFile& file : read_by(kQuery, reader, partner, texts)) found.emplace(file.id.text(), std::move(file));
  std::vector<UploadedFile> files;
  for (const std::string& id : texts) {
    if (const auto at = found.find(id); at != found.end()) files.push_back(std::move(at->second));
  }
  return files;
}

std::optional<UploadedFile> find_file(SqlReader& reader, const access::PartnerId& partner, const FileId& id) {
  std::vector<UploadedFile> found = read_files(reader, partner, std::span(&id, 1));
  if (found.empty()) return std::nullopt;
  return std::move(found.front());
}

std::vector<UploadedFile> read_files_of_customers(SqlReader& reader, const access::PartnerId& partner, std::span<const CustomerId> customers) {
  static const IdListQuery kQuery(select_by("customer_id"), 1);
  return read_by(kQuery, reader, partner, id_texts(customers));
}

std::vector<UploadedFile> read_files_of_subjects(SqlReader& reader, const access::PartnerId& partner, std::span<const std::string> subjects) {
  static const IdListQuery kQuery(select_by("subject"), 1);
  return read_by(kQuery, reader, partner, distinct_in_order({subjects.begin(), subjects.end()}));
}

Result<Page<UploadedFile>> list_files(SqlReader& reader, const access::PartnerId& partner, const FileFilter& filter, const PageWindow& window) {
  static const PagedQuery kQuery(fmt::format("SELECT {} FROM uploaded_files WHERE partner_id = $1 AND deleted_at_ms IS NULL AND ($2 = '' OR purpose = $2) "
                                             "AND ($3 = '' OR customer_id = $3) AND ($4 = '' OR subject = $4)",
                                             columns().list()),
                                 4);
  const std::string owner = partner.text();
  const std::string customer = filter.customer ? filter.customer->text() : "";
  const std::vector<SqlValue> values = {std::string_view(owner), filter.purpose ? text_of(*filter.purpose) : std::string_view(), std::string_view(customer),
                                        std::string_view(filter.subject)};
  return read_page<UploadedFile>(reader, kQuery, values, window, true, file_of, [](const UploadedFile& file) { return std::pair(std::string(), file.id.text()); });
}

}  // namespace switchyard::contracting
