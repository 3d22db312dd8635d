#include "app/runtime/access_plane.hpp"

namespace switchyard::app {

AccessPlane::AccessPlane(Installation& installation, std::unique_ptr<RingSealer> opened)
    : sealer(std::move(opened)),
      clock{installation.clock()},
      server_keys(installation.control(), jose, *sealer, installation.random(), clock),
      registration(jose, installation.random(), clock),
      directory(installation.control(), jose, *sealer, installation.log()),
      tokens(directory, settings, installation.random(), clock, installation.metrics()),
      authenticator(directory, settings, clock, installation.metrics()),
      upkeep(directory, clock),
      idempotent_writes(installation.control(), clock) {}

Result<std::unique_ptr<AccessPlane>> AccessPlane::open(Installation& installation) {
  auto sealer = RingSealer::open(sealing_key_file(installation));
  if (!sealer) return std::move(sealer).error();
  std::unique_ptr<AccessPlane> plane(new AccessPlane(installation, std::move(*sealer)));
  plane->server_keys.ensure();
  plane->directory.refresh();
  return plane;
}

}  // namespace switchyard::app
