// Every route of the server, wired by hand: the one place that shows who answers what.
#pragma once

#include <atomic>

#include "app/demo/demo_receiver.hpp"
#include "app/installation.hpp"
#include "app/runtime/access_plane.hpp"
#include "app/runtime/contracting_plane.hpp"
#include "app/runtime/enrollment_plane.hpp"
#include "app/runtime/environment.hpp"
#include "app/runtime/esign_plane.hpp"
#include "app/runtime/intake.hpp"
#include "app/runtime/notices_plane.hpp"
#include "app/runtime/signing_work.hpp"
#include "app/runtime/webhooks_plane.hpp"
#include "contracting/api/graphql_api.hpp"
#include "http/router.hpp"

namespace switchyard::app {

// What the routes answer from. All outlives the router.
struct ApiParts {
  Installation& installation;
  AccessPlane& access;
  Environment& test;
  Environment& live;
  ContractingPlane& test_contracting;
  ContractingPlane& live_contracting;
  WebhooksPlane& test_webhooks;
  WebhooksPlane& live_webhooks;
  EnrollmentPlane& test_enrollment;
  EnrollmentPlane& live_enrollment;
  const SigningPlanes& signing;
  EsignPlanes& esign;
  const NoticesPlanes& notices;
  const contracting::GraphqlApi& graphql;
  Intake& intake;
  const std::string& public_url;       // As configured, without a slash at its end; empty where none was.
  DemoReceiver* demo_receiver;         // Null: this is no demo.
  const std::atomic<bool>& draining;   // Set at SIGTERM: /readyz says so, so that a balancer sends no more.

  [[nodiscard]] Environment& environment(EnvironmentName name) const { return name == EnvironmentName::test ? test : live; }
  [[nodiscard]] WebhooksPlane& webhooks(EnvironmentName name) const { return name == EnvironmentName::test ? test_webhooks : live_webhooks; }
  [[nodiscard]] EnrollmentPlane& enrollment(EnvironmentName name) const { return name == EnvironmentName::test ? test_enrollment : live_enrollment; }
  [[nodiscard]] ContractingPlane& contracting(EnvironmentName name) const { return name == EnvironmentName::test ? test_contracting : live_contracting; }
};

[[nodiscard]] http::Router build_router(const ApiParts& parts);

}  // namespace switchyard::app
