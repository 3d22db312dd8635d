// Both environments' signing, bound to contracts and to the workers of this node.
#pragma once

#include <memory>

#include "app/runtime/contracting_plane.hpp"
#include "app/runtime/signing_plane.hpp"
#include "app/runtime/workers.hpp"

namespace switchyard::app {

struct SigningPlanes {
  std::unique_ptr<SigningPlane> test;
  std::unique_ptr<SigningPlane> live;

  static Result<SigningPlanes> open(Installation& installation, AccessPlane& access, Environment& test, Environment& live);
  // From now on contracts are sent through them.
  void give_to(ContractingPlane& test_contracting, ContractingPlane& live_contracting) const;
  Result<void> connect(const ServerAddresses& addresses) const;
  [[nodiscard]] const signing::SigningParts& parts(EnvironmentName name) const { return name == EnvironmentName::test ? test->parts() : live->parts(); }
};

// Before the workers start. Jobs are handled here where this node will connect(); else they are left to others.
void add_signing_work(Workers& workers, const SigningPlanes& planes, const signing::SigningNeighbours& test, const signing::SigningNeighbours& live, bool will_connect);

}  // namespace switchyard::app
