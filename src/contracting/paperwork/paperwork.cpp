#include "contracting/paperwork/paperwork.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "contracting/paperwork/issue_paper.hpp"
#include "contracting/paperwork/issued_document_store.hpp"
#include "contracting/paperwork/paper_values.hpp"
#include "contracting/paperwork/template_shelf.hpp"
#include "contracting/word_list.hpp"

namespace switchyard::contracting {
namespace {

constexpr WordList<PaperKind, 7> kKinds = {{{PaperKind::agreement, "agreement"},
                                            {PaperKind::broker_compensation, "broker_compensation"},
                                            {PaperKind::authorization, "authorization"},
                                            {PaperKind::efl, "efl"},
                                            {PaperKind::tos, "tos"},
                                            {PaperKind::yrac, "yrac"},
                                            {PaperKind::countersignature, "countersignature"}}};

Error no_templates() { return {ErrorKind::conflict, "templates_not_configured", "No templates are configured here."}; }

std::string state_of(const Contract& contract) { return contract.accounts.empty() ? std::string() : contract.accounts.front().state_code; }

Result<TemplateShelf::Shelved> template_for(const ContractDesk& desk, const Contract& contract, PaperKind kind) {
  const std::string state = state_of(contract);
  const auto* shelved = desk.templates->find({.document = text_of(kind), .supplier = contract.supplier, .state = state, .commodity = text_of(contract.commodity),
                                              .product = contract.product, .language = contract.language});
  if (shelved != nullptr) return *shelved;
  return Error{ErrorKind::unprocessable, "template_missing",
               fmt::format("No template serves {} of {} for {} in {}.", text_of(kind), contract.supplier, text_of(contract.commodity), state)};
}

documents::Record values_of(const PaperSource& source, const Paper& paper) {
  switch (paper.kind) {
    case PaperKind::agreement: return agreement_values(source);
    case PaperKind::broker_compensation: return compensation_values(source);
    case PaperKind::authorization: return authorization_values(source, paper.utility);
    case PaperKind::efl:
    case PaperKind::tos:
    case PaperKind::yrac: return texas_values(source, paper.kind);
    case PaperKind::countersignature: break;
  }
  return {};
}

// Letters and digits by which a printed page is known again: of the contract's id and the document's version.
std::string page_code(const Contract& contract, const Paper& paper) {
  const std::string id = contract.id.text();
  return fmt::format("{}-{}-{}", id.substr(id.size() - 10), contract.document_version, text_of(paper.kind).substr(0, 3));
}

Result<documents::RenderedPdf> rendered(const PaperSource& source, const documents::Template& source_template, const Paper& paper, Instant at) {
  const Contract& contract = source.contract;
  return documents::render(source_template, values_of(source, paper),
                           {.language = contract.language == "es" ? "es-US" : "en-US",
                            .created_at = at,
                            .contract_number = contract.number,
                            .version = fmt::format("{}", contract.document_version),
                            .page_code = page_code(contract, paper),
                            .issuer = source.partner.name,
                            .logo = {source.partner.logo_png},
                            .accent_color = source.partner.accent_color});
}

std::vector<Paper> papers_for(const PaperSource& source) {
  std::vector<Paper> papers = {{PaperKind::agreement}};
  if (tells_compensation(source)) papers.insert(papers.begin(), {PaperKind::broker_compensation});
  for (const ContractAccount& account : source.contract.accounts) {
    const Paper letter{PaperKind::authorization, account.utility_code};
    if (std::ranges::find(papers, letter) == papers.end()) papers.push_back(letter);
  }
  if (state_of(source.contract) == "TX" && source.contract.commodity == Commodity::electric) {
    for (const PaperKind kind : {PaperKind::efl, PaperKind::tos, PaperKind::yrac}) papers.push_back({kind});
  }
  return papers;
}

}  // namespace

std::string_view text_of(PaperKind kind) { return word_in(kKinds, kind); }
Result<PaperKind> parse_paper_kind(std::string_view text) { return value_in(kKinds, text); }

Result<std::vector<Paper>> papers_of(SqlReader& reader, const ContractDesk& desk, const Contract& contract) {
  if (desk.templates == nullptr) return no_templates();
  return papers_for(paper_source(reader, desk, contract));
}

Result<std::vector<DescribedPaper>> describe_papers(SqlReader& reader, const ContractDesk& desk, const Contract& contract) {
  const auto papers = papers_of(reader, desk, contract);
  if (!papers) return papers.error();
  std::vector<DescribedPaper> described;
  for (const Paper& paper : *papers) {
    const auto shelved = template_for(desk, contract, paper.kind);
    if (!shelved) return shelved.error();
    described.push_back({.paper = paper, .title = shelved->source.title(), .template_name = shelved->version, .language = shelved->source.language()});
  }
  return described;
}

Result<documents::RenderedPdf> preview_paper(SqlReader& reader, const ContractDesk& desk, const Contract& contract, const Paper& paper) {
  if (desk.templates == nullptr) return no_templates();
  const auto shelved = template_for(desk, contract, paper.kind);
  if (!shelved) return shelved.error();
  const PaperSource source = paper_source(reader, desk, contract);
  Paper named = paper;
  if (named.kind == PaperKind::authorization && named.utility.empty()) named.utility = contract.accounts.front().utility_code;
  return rendered(source, shelved->source, named, contract.changed_at);
}

Result<std::vector<IssuedDocument>> issue_papers(SqlTransaction& transaction, const ContractDesk& desk, const Contract& contract,
                                                 std::span<const signing::Signer> signers) {
  if (desk.templates == nullptr) return std::vector<IssuedDocument>{};
  if (auto issued = issued_for_version(transaction, contract.id.text(), contract.document_version); !issued.empty()) return issued;
  PaperSource source = paper_source(transaction, desk, contract);
  source.signers = signers;
  const Instant now = desk.quotes.clock.now();
  std::vector<IssuedDocument> documents;
  for (const Paper& paper : papers_for(source)) {
    const auto shelved = template_for(desk, contract, paper.kind);
    if (!shelved) return shelved.error();
    const auto pdf = rendered(source, shelved->source, paper, now);
    if (!pdf) return pdf.error();
    documents.push_back(issue_paper(transaction, desk, {.partner = contract.partner, .subject = contract.id.text(), .document_version = contract.document_version,
                                                        .position = static_cast<std::int64_t>(documents.size()), .kind = paper.kind, .utility = paper.utility},
                                    *shelved, *pdf));
  }
  return documents;
}

}  // namespace switchyard::contracting
