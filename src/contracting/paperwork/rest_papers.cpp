#include "contracting/paperwork/rest_papers.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "contracting/contracts/contract_reads.hpp"
#include "contracting/paperwork/paperwork.hpp"
#include "contracting/paperwork/proposal.hpp"
#include "http/json_writer.hpp"
#include "http/no_parameters.hpp"
#include "http/query_reader.hpp"
#include "pricing/quotes/quote_store.hpp"

namespace switchyard::contracting {
namespace {

Error contract_not_found() { return {ErrorKind::not_found, "contract_not_found", "There is no contract of this id."}; }

// An id that cannot be one names nothing.
Result<Contract> contract_of(SqlReader& reader, const access::Caller& caller, const http::Request& request) {
  ENSURE(!request.path_captures.empty());
  const auto id = ContractId::parse(request.path_captures.front());
  if (!id) return contract_not_found();
  auto contract = find_contract(reader, caller.partner_id, *id);
  if (!contract) return contract_not_found();
  return *std::move(contract);
}

void write_paper(http::JsonWriter& json, const ContractId& contract, const DescribedPaper& described) {
  const Paper& paper = described.paper;
  json.begin_object().plain_member("kind", text_of(paper.kind)).member_or_null("utility", paper.utility).member("title", described.title);
  json.member("template", described.template_name).plain_member("language", described.language);
  std::string url = fmt::format("/v1/contracts/{}/papers/{}/preview", contract.text(), text_of(paper.kind));
  if (!paper.utility.empty()) url += "?utility=" + paper.utility;
  json.member("previewUrl", url).end_object();
}

// The paper of the contract that the path names; of letters of authorization that of the utility, or the first.
Result<Paper> paper_of(SqlReader& reader, const ContractDesk& desk, const Contract& contract, std::string_view kind, std::string_view utility) {
  const auto papers = papers_of(reader, desk, contract);
  if (!papers) return papers.error();
  const auto found = std::ranges::find_if(*papers, [&](const Paper& paper) { return text_of(paper.kind) == kind && (utility.empty() || paper.utility == utility); });
  if (found != papers->end()) return *found;
  return Error{ErrorKind::not_found, "paper_not_found", "The contract has no such paper: GET /v1/contracts/{id}/papers lists those that it has."};
}

http::Response shown_pdf(std::string bytes, const std::string& file_name) {
  http::Response response;
  response.content_type = "application/pdf";
  response.body = std::move(bytes);
  response.compressible = false;
  response.set_header("content-disposition", fmt::format("inline; filename=\"{}\"", file_name));
  response.set_header("x-content-type-options", "nosniff");
  response.set_header("cache-control", "private, no-store");
  return response;
}

}  // namespace

http::Response list_papers_route(const access::Caller& caller, const http::Request& request, const PaperDesk& desk) {
  if (auto none = http::takes_no_parameters(request); !none) return http::problem(none.error(), request);
  std::optional<http::Response> response;
  desk.database.read([&](SqlReader& reader) {
    const auto contract = contract_of(reader, caller, request);
    if (!contract) return void(response = http::problem(contract.error(), request));
    const auto papers = describe_papers(reader, desk.contracts(), *contract);
    if (!papers) return void(response = http::problem(papers.error(), request));
    http::JsonWriter json;
    json.begin_object().key("items").begin_array();
    for (const DescribedPaper& paper : *papers) write_paper(json, contract->id, paper);
    json.end_array().key("nextCursor").null();
    json.end_object();
    response = http::json(200, std::move(json).text());
  });
  return *std::move(response);
}

http::Response preview_paper_route(const access::Caller& caller, const http::Request& request, const PaperDesk& desk) {
  auto query = http::QueryReader::of(request);
  if (!query) return http::problem(query.error(), request);
  const std::string utility = query->optional_text("utility", {.size_max = 64}).value_or("");
  if (const auto done = query->finish(); !done) return http::problem(done.error(), request);
  ENSURE(request.path_captures.size() == 2);
  const std::string& kind = request.path_captures.back();
  std::optional<Result<documents::RenderedPdf>> pdf;
  desk.database.read([&](SqlReader& reader) {
    const auto contract = contract_of(reader, caller, request);
    if (!contract) return void(pdf.emplace(contract.error()));
    const ContractDesk contracts = desk.contracts();
    const auto paper = paper_of(reader, contracts, *contract, kind, utility);
    if (!paper) return void(pdf.emplace(paper.error()));
    pdf.emplace(preview_paper(reader, contracts, *contract, *paper));
  });
  if (!*pdf) return http::problem(pdf->error(), request);
  return shown_pdf(std::move((*pdf)->bytes), fmt::format("{}-preview.pdf", kind));
}

http::Response proposal_route(const access::Caller& caller, const http::Request& request, const PaperDesk& desk) {
  if (auto none = http::takes_no_parameters(request); !none) return http::problem(none.error(), request);
  ENSURE(!request.path_captures.empty());
  const auto id = pricing::QuoteId::parse(request.path_captures.front());
  std::optional<pricing::Quote> quote;
  if (id) desk.database.read([&](SqlReader& reader) { quote = pricing::find_quote(reader, caller.partner_id, *id); });
  if (!quote) return http::problem({ErrorKind::not_found, "quote_not_found", "There is no quote of this id."}, request);
  auto pdf = render_proposal(desk.contracts(), *quote);
  if (!pdf) return http::problem(pdf.error(), request);
  return shown_pdf(std::move(pdf->bytes), "proposal.pdf");
}

void add_paper_routes(http::Router& router, const access::Authenticator& authenticator, PaperDeskOf desk_of) {
  using Work = http::Response (*)(const access::Caller&, const http::Request&, const PaperDesk&);
  const auto add = [&](std::string pattern, Work work, std::string answer) {
    const auto handler = [desk_of, work](const access::Caller& caller, const http::Request& request) { return work(caller, request, desk_of(caller.environment)); };
    router.add({.method = http::Method::get, .pattern = std::move(pattern), .handler = authenticator.require({access::Scope::documents_read}, handler),
                .answers = {std::move(answer)}});
  };
  add("/v1/contracts/{id}/papers", list_papers_route, "application/json");
  add("/v1/contracts/{id}/papers/{kind}/preview", preview_paper_route, "application/pdf");
  add("/v1/quotes/{id}/proposal", proposal_route, "application/pdf");
}

}  // namespace switchyard::contracting
