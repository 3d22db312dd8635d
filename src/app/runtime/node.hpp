// One node of an installation with all its parts at work, whether it serves requests too or only works: the one place that says in which order parts are opened,
// which jobs they take, and in which order they begin and end.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "app/installation.hpp"
#include "app/runtime/access_plane.hpp"
#include "app/runtime/contracting_plane.hpp"
#include "app/runtime/enrollment_plane.hpp"
#include "app/runtime/environment.hpp"
#include "app/runtime/esign_plane.hpp"
#include "app/runtime/intake.hpp"
#include "app/runtime/notices_plane.hpp"
#include "app/runtime/server_addresses.hpp"
#include "app/runtime/signing_work.hpp"
#include "app/runtime/webhooks_plane.hpp"
#include "app/runtime/workers.hpp"
#include "app/sandbox/sandbox_supplier.hpp"

namespace switchyard::app {

struct NodeOptions {
  bool is_local = false;  // Reached from this machine alone.
  // What the environments need before anything else reads them: a clock that starts elsewhere, rate books. Null: nothing.
  std::function<Result<void>(AccessPlane&, Environment& test, Environment& live)> prepare = nullptr;
};

class Node {
 public:
  // Refused as its parts are. Nothing runs yet.
  static Result<std::unique_ptr<Node>> open(std::unique_ptr<Installation> installation, const NodeOptions& options);
  Node(const Node&) = delete;
  Node& operator=(const Node&) = delete;

  // Jobs and what recurs, given to `workers`. `signs`: this node knows, or will know before it starts, where links lead to.
  void add_work(bool signs);
  // Tells everyone who writes links or calls this server where it is. Before start; refused where no provider can be reached for reasons of the settings.
  Result<void> use_addresses(const ServerAddresses& addresses);
  void start();
  // Streams of events end, so that a server can.
  void silence();
  // Waits for what runs.
  void stop();

  // In the order in which each leans on the former ones.
  const std::unique_ptr<Installation> installation;
  std::unique_ptr<AccessPlane> access;
  std::unique_ptr<Environment> test;
  std::unique_ptr<Environment> live;
  std::unique_ptr<ContractingPlane> test_contracting;
  std::unique_ptr<ContractingPlane> live_contracting;
  std::optional<SigningPlanes> signing;
  std::optional<EsignPlanes> esign;
  std::unique_ptr<WebhooksPlane> test_webhooks;
  std::unique_ptr<WebhooksPlane> live_webhooks;
  std::optional<NoticesPlanes> notices;
  std::unique_ptr<Intake> intake;
  std::unique_ptr<EnrollmentPlane> test_enrollment;
  std::unique_ptr<EnrollmentPlane> live_enrollment;
  std::unique_ptr<SandboxSupplier> sandbox;
  std::unique_ptr<Workers> workers;

 private:
  explicit Node(std::unique_ptr<Installation> opened) : installation(std::move(opened)) {}
  Result<void> open_environments(const NodeOptions& options);
  Result<void> open_planes(const NodeOptions& options);
  void look_after_webhooks();
};

}  // namespace switchyard::app
