#include "esign/rest/rest_esign.hpp"

#include "esign/rest/esign_routes.hpp"

namespace switchyard::esign {

void add_esign_routes(http::Router& router, EsignRoutesParts parts) {
  const FacePointer face = std::make_shared<const EsignFace>(std::move(parts));
  add_oauth_routes(router, face);
  add_consent_routes(router, face);
  add_account_routes(router, face);
  add_envelope_list_routes(router, face);
  add_envelope_routes(router, face);
  add_recipient_routes(router, face);
  add_tab_routes(router, face);
  add_document_routes(router, face);
  add_envelope_part_routes(router, face);
  add_view_routes(router, face);
  add_template_routes(router, face);
  add_bulk_routes(router, face);
  add_connect_key_routes(router, face);
  add_connect_routes(router, face);
}

}  // namespace switchyard::esign
