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
#include "signing/envelope.hpp"

namespace switchyard::contracting {

struct DocumentTag { static constexpr std::string_view kPrefix = "doc"; };
using DocumentId = Id<DocumentTag>;

// `agreement` has the sites, the price schedule and the disclosures. The others go beside it where they are asked for; a countersignature is issued once the
// supplier has accepted.
enum class PaperKind : std::uint8_t { agreement, broker_compensation, authorization, efl, tos, yrac, countersignature };
[[nodiscard]] std::string_view text_of(PaperKind kind);  // As templates' `applies_to` has them.
[[nodiscard]] Result<PaperKind> parse_paper_kind(std::string_view text);

// A letter of authorization is for one utility; of other papers `utility` is empty.
struct Paper {
  PaperKind kind = PaperKind::agreement;
  std::string utility = {};
  bool operator==(const Paper&) const = default;
};

struct IssuedDocument {
  DocumentId id;
  access::PartnerId partner;
  std::string subject;             // ctr_…, or aut_… of a letter that stands alone.
  std::int64_t document_version = 1;
  std::int64_t position = 0;       // In the order in which they are signed.
  PaperKind kind = PaperKind::agreement;
  std::string utility_code = {};
  std::string title = {};
  std::string template_name = {};  // With its version: "electric-agreement-en@3f2a91bc04d7".
  std::string language = {};
  std::string sha256 = {};         // Of the bytes.
  std::int64_t size_bytes = 0;
  std::int64_t pages = 0;
  std::string anchors = {};        // "sign:customer 3 72000 540000 180000 24000; …": name, page, then the box in thousandths of a point from the top left.
  Instant issued_at{};
};

// The agreement first; "templates_not_configured" where the desk has none.
[[nodiscard]] Result<std::vector<Paper>> papers_of(SqlReader& reader, const ContractDesk& desk, const Contract& contract);

// With the template that each would be made of; "template_missing" where no template serves one.
struct DescribedPaper {
  Paper paper;
  std::string title;
  std::string template_name;  // With its version.
  std::string language;
};
[[nodiscard]] Result<std::vector<DescribedPaper>> describe_papers(SqlReader& reader, const ContractDesk& desk, const Contract& contract);

// What a paper would be now; nothing is stored. "template_missing" where no template serves, and as documents::render refuses.
[[nodiscard]] Result<documents::RenderedPdf> preview_paper(SqlReader& reader, const ContractDesk& desk, const Contract& contract, const Paper& paper);

// Renders and stores all papers of the contract's document version, with the names of those who sign it (else that of the customer's signer); what was issued for
// it already is given back as it is. Nothing where the desk has no templates.
[[nodiscard]] Result<std::vector<IssuedDocument>> issue_papers(SqlTransaction& transaction, const ContractDesk& desk, const Contract& contract,
                                                               std::span<const signing::Signer> signers = {});

[[nodiscard]] std::vector<IssuedDocument> documents_of_contracts(SqlReader& reader, const access::PartnerId& partner, std::span<const ContractId> contracts);
[[nodiscard]] std::optional<IssuedDocument> find_issued_document(SqlReader& reader, const access::PartnerId& partner, const DocumentId& id);
// In order; "document_not_found".
[[nodiscard]] Result<void> read_document_bytes(SqlReader& reader, const access::PartnerId& partner, const DocumentId& id,
                                               const std::function<void(std::string_view part)>& each);

}  // namespace switchyard::contracting
