// Contracting of one environment: its rules, templates and vault, and the desks that requests work at.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "adapters/poppler/poppler_pages.hpp"
#include "app/runtime/access_plane.hpp"
#include "app/runtime/environment.hpp"
#include "contracting/api/graphql_request.hpp"
#include "contracting/envelopes/contract_envelopes.hpp"
#include "contracting/envelopes/issued_papers.hpp"
#include "contracting/erasure/contract_holder.hpp"
#include "contracting/files/document_source.hpp"
#include "contracting/files/rest_documents.hpp"
#include "contracting/paperwork/issued_documents.hpp"
#include "contracting/paperwork/rest_papers.hpp"
#include "contracting/paperwork/template_shelf.hpp"
#include "rules/rules.hpp"

namespace switchyard::app {

class ContractingPlane {
 public:
  // Refused where a rule or a template of the data directory (rules/*.yaml, templates/*.md, which replace those of the product by name) is broken.
  static Result<std::unique_ptr<ContractingPlane>> open(Installation& installation, AccessPlane& access, Environment& environment);
  ContractingPlane(const ContractingPlane&) = delete;
  ContractingPlane& operator=(const ContractingPlane&) = delete;

  // For one request, or one look of a worker.
  [[nodiscard]] contracting::PartyDesk parties();
  [[nodiscard]] contracting::ApiDesk api_desk();
  [[nodiscard]] contracting::DocumentDesk documents();
  [[nodiscard]] contracting::PaperDesk papers();
  // Contracts and letters are sent through it from now on; before anything is served. Null: signing is not configured. Outlives this.
  void use_signing(signing::EnvelopeDesk* desk) { signing_ = desk; }
  // What signing tells and asks. Both live as long as this.
  [[nodiscard]] signing::EnvelopeListener& envelope_listener() { return envelopes_; }
  [[nodiscard]] signing::PaperSource& envelope_papers() { return papers_; }
  // In whose name papers and letters speak.
  [[nodiscard]] contracting::PartnerCard partner_card(const access::PartnerId& partner) const;
  // Contracts that nobody signed in time expire, a hundred a transaction.
  void expire_contracts();
  [[nodiscard]] Database& database() { return environment_.database(); }
  [[nodiscard]] contracting::FileVault& vault() { return *vault_; }
  // Who holds data of customers.
  [[nodiscard]] const std::vector<const contracting::CustomerHolder*>& holders() const { return holders_; }

 private:
  ContractingPlane(Installation& installation, AccessPlane& access, Environment& environment);
  [[nodiscard]] contracting::SupplierCard supplier_card(std::string_view supplier) const;

  Installation& installation_;
  AccessPlane& access_;
  Environment& environment_;
  std::shared_ptr<const rules::RuleSet> rules_;
  std::shared_ptr<const contracting::TemplateShelf> templates_;
  adapters::PopplerPages pages_;
  const std::unique_ptr<contracting::FileVault> vault_;
  contracting::UploadedDocuments uploaded_{*vault_};
  contracting::IssuedDocuments issued_;
  contracting::ContractHolder contract_holder_;
  std::map<std::string, contracting::SupplierCard, std::less<>> supplier_cards_;
  signing::EnvelopeDesk* signing_ = nullptr;
  contracting::IssuedPapers papers_;
  contracting::ContractEnvelopes envelopes_;
  const std::vector<const contracting::CustomerHolder*> holders_{&contract_holder_};
};

}  // namespace switchyard::app
