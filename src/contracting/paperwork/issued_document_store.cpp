#include "contracting/paperwork/issued_document_store.hpp"

#include <fmt/format.h>

#include "contracting/column_walk.hpp"
#include "contracting/id_list.hpp"

namespace switchyard::contracting {
namespace {

template <class Visit, class Row>
void visit_document(Visit& visit, Row& document) {
  visit("id", document.id);
  visit("partner_id", document.partner);
  visit("contract_id", document.subject);
  visit("document_version", document.document_version);
  visit("position", document.position);
  visit.word("kind", document.kind, parse_paper_kind);
  visit("utility_code", document.utility_code);
  visit("title", document.title);
  visit("template_name", document.template_name);
  visit("language", document.language);
  visit("sha256", document.sha256);
  visit("size_bytes", document.size_bytes);
  visit("pages", document.pages);
  visit("anchors", document.anchors);
  visit("issued_at_ms", document.issued_at);
}

const IssuedDocument& blank_document() {
  static const IssuedDocument kBlank{.id = DocumentId(Uuid{}), .partner = access::PartnerId(Uuid{}), .subject = {}};
  return kBlank;
}

std::string select_text(std::string_view where) {
  ColumnNames columns;
  visit_document(columns, blank_document());
  return fmt::format("SELECT {} FROM issued_documents {}", columns.list(), where);
}

IssuedDocument document_of(const SqlRow& row) {
  IssuedDocument document = blank_document();
  ColumnReading reading(row);
  visit_document(reading, document);
  return document;
}

}  // namespace

void insert_issued_document(SqlTransaction& transaction, const IssuedDocument& document, std::string_view bytes) {
  static const std::string kInsert = [] {
    ColumnNames columns;
    visit_document(columns, blank_document());
    return fmt::format("INSERT INTO issued_documents ({}) VALUES ({})", columns.list(), columns.parameters());
  }();
  ColumnValues values;
  visit_document(values, document);
  transaction.execute(kInsert, values.values);
  const std::string id = document.id.text();
  std::vector<std::vector<SqlValue>> parts;
  for (std::size_t at = 0; at < bytes.size(); at += kDocumentPartSizeMax) {
    parts.push_back({std::string_view(id), static_cast<std::int64_t>(parts.size()), Blob{bytes.substr(at, kDocumentPartSizeMax)}});
  }
  transaction.execute_many("INSERT INTO issued_document_parts (document_id, part, bytes) VALUES ($1, $2, $3)", parts);
}

std::vector<IssuedDocument> issued_for_version(SqlReader& reader, std::string_view subject, std::int64_t document_version) {
  static const std::string kSelect = select_text("WHERE contract_id = $1 AND document_version = $2 ORDER BY position");
  std::vector<IssuedDocument> documents;
  reader.query(kSelect, {subject, document_version}, [&](const SqlRow& row) { documents.push_back(document_of(row)); });
  return documents;
}

std::vector<IssuedDocument> documents_of_contracts(SqlReader& reader, const access::PartnerId& partner, std::span<const ContractId> contracts) {
  static const IdListQuery kQuery(select_text("WHERE partner_id = $1 AND contract_id IN ({ids}) ORDER BY contract_id, document_version, position"), 1);
  const std::string owner = partner.text();
  std::vector<IssuedDocument> documents;
  kQuery.run(reader, {std::string_view(owner)}, id_texts(contracts), [&](const SqlRow& row) { documents.push_back(document_of(row)); });
  return documents;
}

std::optional<IssuedDocument> find_issued_document(SqlReader& reader, const access::PartnerId& partner, const DocumentId& id) {
  static const std::string kSelect = select_text("WHERE partner_id = $1 AND id = $2");
  const std::string owner = partner.text();
  const std::string key = id.text();
  std::optional<IssuedDocument> found;
  reader.query(kSelect, {std::string_view(owner), std::string_view(key)}, [&](const SqlRow& row) { found = document_of(row); });
  return found;
}

Result<void> read_document_bytes(SqlReader& reader, const access::PartnerId& partner, const DocumentId& id, const std::function<void(std::string_view part)>& each) {
  if (!find_issued_document(reader, partner, id)) return Error{ErrorKind::not_found, "document_not_found", fmt::format("There is no document {}.", id.text())};
  const std::string key = id.text();
  reader.query("SELECT bytes FROM issued_document_parts WHERE document_id = $1 ORDER BY part", {std::string_view(key)},
               [&](const SqlRow& row) { each(row.blob(0)); });
  return {};
}

}  // namespace switchyard::contracting
