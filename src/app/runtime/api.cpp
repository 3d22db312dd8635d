#include "app/runtime/api.hpp"

#include "access/rest_application_keys.hpp"
#include "access/rest_me.hpp"
#include "access/rest_token.hpp"
#include "app/demo/rest_demo_webhooks.hpp"
#include "app/runtime/rest_docs.hpp"
#include "app/runtime/rest_esign_admin.hpp"
#include "app/runtime/rest_health.hpp"
#include "app/sandbox/test_calls.hpp"
#include "contracting/exports/rest_exports.hpp"
#include "contracting/files/rest_documents.hpp"
#include "contracting/paperwork/rest_papers.hpp"
#include "embedded/sign_assets.hpp"
#include "enrollment/rest_enrollment.hpp"
#include "esign/ceremony/rest_ceremony.hpp"
#include "esign/evidence/rest_evidence.hpp"
#include "esign/rest/rest_esign.hpp"
#include "market/rest_market.hpp"
#include "pricing/custom/rest_price_requests.hpp"
#include "pricing/intake/freshness.hpp"
#include "pricing/intake/rest_intake.hpp"
#include "pricing/intake/rest_supplier_calendars.hpp"
#include "pricing/holds/rest_holds.hpp"
#include "pricing/portfolio/rest_price_searches.hpp"
#include "pricing/book_download/rest_rate_books.hpp"
#include "pricing/price_history/rest_price_history.hpp"
#include "pricing/quotes/rest_quotes.hpp"
#include "pricing/rest_prices.hpp"
#include "pricing/sheets/rest_sheets.hpp"
#include "pricing/stops/rest_price_stops.hpp"
#include "pricing/stops/rest_supplier_settings.hpp"
#include "pricing/terms/rest_margin_limits.hpp"
#include "pricing/terms/rest_price_terms.hpp"
#include "signing/rest_connect.hpp"
#include "signing/rest_sign_links.hpp"
#include "webhooks/deliveries/rest_deliveries.hpp"
#include "webhooks/endpoints/rest_endpoints.hpp"

namespace switchyard::app {
namespace {

void add_access_routes(http::Router& router, const ApiParts& parts) {
  AccessPlane& access = parts.access;
  access::add_token_route(router, access.tokens);
  access::add_metadata_routes(router, access.directory, access.settings);
  access::add_me_route(router, access.authenticator, access.directory, access.settings, access.clock);
  access::add_application_key_routes(router, access.authenticator,
                                     {.directory = access.directory,
                                      .registration = access.registration,
                                      .writes = access.idempotent_writes,
                                      .settings = access.settings,
                                      .clock = access.clock});
}

void add_business_routes(http::Router& router, const ApiParts& parts) {
  const access::Authenticator& authenticator = parts.access.authenticator;
  market::add_market_routes(router, authenticator, [parts](EnvironmentName name) { return parts.environment(name).market().current(); });
  market::add_supplier_route(router, authenticator, [parts](EnvironmentName name) { return parts.environment(name).market().current(); }, [parts](EnvironmentName name) {
    Environment& at = parts.environment(name);
    const auto all = std::make_shared<std::map<std::string, pricing::Freshness>>(pricing::read_freshness(at.database(), *at.market().current(), at.clock().now()));
    return [all](http::JsonWriter& json, const market::Supplier& supplier) {
      const auto known = all->find(supplier.code);
      pricing::write_freshness(json, known == all->end() ? pricing::Freshness{} : known->second);
    };
  });
  pricing::add_intake_routes(router, authenticator, [parts](EnvironmentName name) { return parts.intake.desk(name); });
  pricing::add_supplier_calendar_routes(router, authenticator, [parts](EnvironmentName name) { return parts.environment(name).sheet_desk(); });
  const auto price_desk = [parts](EnvironmentName name) -> const pricing::PriceDesk& { return parts.environment(name).price_desk(); };
  pricing::add_price_routes(router, authenticator, price_desk);
  pricing::add_price_search_routes(router, authenticator, price_desk);
  pricing::add_margin_limit_routes(router, authenticator, price_desk);
  pricing::add_price_history_routes(router, authenticator, price_desk);
  pricing::add_rate_book_routes(router, authenticator, price_desk);
  const auto sheet_desk = [parts](EnvironmentName name) { return parts.environment(name).sheet_desk(); };
  pricing::add_sheet_routes(router, authenticator, sheet_desk);
  pricing::add_hold_routes(router, authenticator, sheet_desk);
  pricing::add_price_stop_routes(router, authenticator, sheet_desk);
  pricing::add_price_terms_routes(router, authenticator, sheet_desk);
  pricing::add_supplier_settings_routes(router, authenticator, sheet_desk);
  pricing::add_quote_routes(router, authenticator, [parts](EnvironmentName name) { return parts.environment(name).quote_desk(); });
  pricing::add_price_request_routes(router, authenticator, [parts](EnvironmentName name) { return parts.environment(name).price_request_desk(); });
}

void add_contracting_routes(http::Router& router, const ApiParts& parts) {
  const access::Authenticator& authenticator = parts.access.authenticator;
  contracting::add_graphql_routes(router, authenticator, parts.graphql);
  contracting::add_document_routes(router, authenticator, [parts](EnvironmentName name) { return parts.contracting(name).documents(); });
  contracting::add_paper_routes(router, authenticator, [parts](EnvironmentName name) { return parts.contracting(name).papers(); });
  contracting::add_export_routes(router, authenticator, [parts](EnvironmentName name) -> Database& { return parts.environment(name).database(); });
}

void add_signing_routes(http::Router& router, const ApiParts& parts) {
  const auto parts_of = [&planes = parts.signing](EnvironmentName name) -> const signing::SigningParts& { return planes.parts(name); };
  signing::add_sign_link_routes(router, parts_of);
  signing::add_connect_route(router, parts_of);
}

void add_signing_service_routes(http::Router& router, const ApiParts& parts) {
  EsignPlanes& planes = parts.esign;
  esign::add_esign_routes(router, {.service_of = [&planes](EnvironmentName name) -> const esign::EsignService& { return planes.at(name).service(); },
                                   .ceremony_of = [&planes](EnvironmentName name) -> const esign::Ceremony& { return planes.at(name).ceremony(); },
                                   .sealer = *parts.access.sealer,
                                   .public_url = parts.public_url});
  add_esign_admin_routes(router, parts.access.authenticator, [parts](EnvironmentName name) {
    Environment& at = parts.environment(name);
    return EsignAdminDesk{.service = parts.esign.at(name).service(),
                          .keyed = {.database = at.database(), .writes = &at.idempotent_writes(), .digest = &at.digest()},
                          .sealer = *parts.access.sealer,
                          .installation = parts.installation};
  });
  esign::add_evidence_routes(router, *planes.seal().verifier, parts.access.clock);
  esign::add_ceremony_routes(router, {.test = &planes.at(EnvironmentName::test).ceremony(), .live = &planes.at(EnvironmentName::live).ceremony()}, embedded_sign_assets());
}

}  // namespace

http::Router build_router(const ApiParts& parts) {
  http::Router router;
  add_health_routes(router, parts);
  add_docs_routes(router);
  add_access_routes(router, parts);
  add_business_routes(router, parts);
  add_contracting_routes(router, parts);
  add_signing_routes(router, parts);
  add_signing_service_routes(router, parts);
  enrollment::add_enrollment_routes(router, parts.access.authenticator, [parts](EnvironmentName name) { return parts.enrollment(name).desk_lender(); });
  const auto endpoint_desk = [parts](EnvironmentName name) { return parts.webhooks(name).endpoints(); };
  webhooks::add_endpoint_routes(router, parts.access.authenticator, endpoint_desk);
  webhooks::add_delivery_routes(router, parts.access.authenticator, endpoint_desk);
  parts.notices.test->add_mailbox_routes(router);
  webhooks::add_event_routes(router, parts.access.authenticator, [parts](EnvironmentName name) { return parts.webhooks(name).feed(); });
  add_test_routes(router, parts);
  if (parts.demo_receiver != nullptr) add_demo_webhook_routes(router, *parts.demo_receiver);
  return router;
}

}  // namespace switchyard::app
