// A contract's papers: which templates its supplier, state, commodity, product and language ask for, filled from it and rendered; what was
// issued is stored with its hash and served from there for ever.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "contracting/contracts/contract.hpp"
#include "contracting/contracts/contract_desk.hpp"
#include "documents/render.hpp"

namespace switchyard::contracting {

struct DocumentTag { static constexpr std::string_view kPrefix = "doc"; };
using DocumentId = Id<DocumentTag>;

// `agreement` has the sites, the price schedule and the disclosures; the others go beside it where they are asked for.
enum class PaperKind : std::uint8_t { agreement, loa, efl, tos, yrac };
[[nodiscard]] std::string_view text_of(PaperKind kind);
[[nodiscard]] Result<PaperKind> parse_paper_kind(std::string_view text);

struct IssuedDocument {
  DocumentId id;
  access::PartnerId partner;
  ContractId contract;
  std::int64_t document_version = 1;
  PaperKind kind = PaperKind::agreement;
  std::string title;
  std::string template_name;       // With its version: "base/agreement@3f2a…".
  std::string language;
  std::string sha256;              // Of the bytes.
  std::int64_t size_bytes = 0;
  std::int64_t pages = 0;
  Instant issued_at{};
};

// What the draft's papers would be now; nothing is stored. Refusals are those of documents::render, "template_missing".
[[nodiscard]] Result<documents::RenderedPdf> preview_paper(SqlReader& reader, const ContractDesk& desk, const Contract& contract, PaperKind kind);
[[nodiscard]] std::vector<PaperKind> papers_of(const ContractDesk& desk, const Contract& contract);

// Renders and stores all papers of the contract's document version; what was issued for it already is given back as it is.
[[nodiscard]] Result<std::vector<IssuedDocument>> issue_papers(SqlTransaction& transaction, const ContractDesk& desk, const Contract& contract);

[[nodiscard]] std::vector<IssuedDocument> documents_of_contracts(SqlReader& reader, const access::PartnerId& partner, std::span<const ContractId> contracts);
[[nodiscard]] std::optional<IssuedDocument> find_issued_document(SqlReader& reader, const access::PartnerId& partner, const DocumentId& id);
// In order; "document_not_found".
[[nodiscard]] Result<void> read_document_bytes(SqlReader& reader, const access::PartnerId& partner, const DocumentId& id,
                                               const std::function<void(std::string_view part)>& each);

}  // namespace switchyard::contracting
