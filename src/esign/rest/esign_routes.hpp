// The groups of routes of the signing service, each in a file of its own; rest_esign.cpp calls them all.
#pragma once

#include <memory>
#include <string>
#include <utility>

#include "esign/rest/rest_esign.hpp"

namespace switchyard::esign {

// What the groups share; lives as long as the router's handlers hold it.
struct EsignFace {
  explicit EsignFace(EsignRoutesParts given) : parts(std::move(given)), limits(parts.limits), gate(parts.service_of, limits) {}
  EsignRoutesParts parts;
  CallLimits limits;
  EsignGate gate;

  // "https://HOST:PORT/esign": where a client of this request reaches the service.
  [[nodiscard]] std::string base_uri(const http::Request& request) const;
};
using FacePointer = std::shared_ptr<const EsignFace>;

void add_oauth_routes(http::Router& router, const FacePointer& face);
void add_consent_routes(http::Router& router, const FacePointer& face);
void add_account_routes(http::Router& router, const FacePointer& face);
void add_envelope_routes(http::Router& router, const FacePointer& face);
void add_envelope_list_routes(http::Router& router, const FacePointer& face);
void add_recipient_routes(http::Router& router, const FacePointer& face);
void add_tab_routes(http::Router& router, const FacePointer& face);
void add_document_routes(http::Router& router, const FacePointer& face);
void add_envelope_part_routes(http::Router& router, const FacePointer& face);
void add_view_routes(http::Router& router, const FacePointer& face);
void add_template_routes(http::Router& router, const FacePointer& face);
void add_bulk_routes(http::Router& router, const FacePointer& face);
void add_connect_key_routes(http::Router& router, const FacePointer& face);
void add_connect_routes(http::Router& router, const FacePointer& face);

}  // namespace switchyard::esign
