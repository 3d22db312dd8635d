#include "app/runtime/signing_work.hpp"

namespace switchyard::app {
namespace {

constexpr Duration kEachLook = Duration::milliseconds(500);

void add_work(Workers& workers, const SigningPlane& plane, const signing::SigningNeighbours& neighbours, bool will_connect) {
  const signing::SigningParts& parts = plane.parts();
  if (will_connect) {
    signing::handle_signing_jobs(workers.jobs_of(parts.environment), parts, neighbours);
    workers.add_recurring("signing.start_sweeps", Duration::minutes(10), [parts] { signing::start_sweeps(parts); });
  }
  workers.add_recurring("signing.void_overdue", kEachLook, [parts] { signing::void_overdue_envelopes(parts); });
  workers.add_recurring("signing.forget_callbacks", Duration::hours(6), [parts] { signing::forget_old_callbacks(parts); });
  workers.add_recurring("signing.count", Duration::seconds(30), [parts] { signing::count_envelopes_into(parts); });
}

}  // namespace

Result<SigningPlanes> SigningPlanes::open(Installation& installation, AccessPlane& access, Environment& test, Environment& live) {
  auto test_plane = SigningPlane::open(installation, access, test);
  if (!test_plane) return std::move(test_plane).error();
  auto live_plane = SigningPlane::open(installation, access, live);
  if (!live_plane) return std::move(live_plane).error();
  return SigningPlanes{.test = *std::move(test_plane), .live = *std::move(live_plane)};
}

void SigningPlanes::give_to(ContractingPlane& test_contracting, ContractingPlane& live_contracting) const {
  test_contracting.use_signing(test->desk());
  live_contracting.use_signing(live->desk());
}

Result<void> SigningPlanes::connect(const ServerAddresses& addresses) const {
  for (SigningPlane* plane : {test.get(), live.get()}) {
    auto connected = plane->connect(addresses);
    if (!connected) return connected;
  }
  return {};
}

void add_signing_work(Workers& workers, const SigningPlanes& planes, const signing::SigningNeighbours& test, const signing::SigningNeighbours& live, bool will_connect) {
  add_work(workers, *planes.test, test, will_connect);
  add_work(workers, *planes.live, live, will_connect);
}

}  // namespace switchyard::app
