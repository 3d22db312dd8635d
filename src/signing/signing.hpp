// The module's front: what app/ builds and others use. See README.md.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "access/jose_port.hpp"
#include "access/sealer_port.hpp"
#include "outbox/job_runner.hpp"
#include "outbox/outbox.hpp"
#include "ports/clock.hpp"
#include "ports/database.hpp"
#include "ports/environment.hpp"
#include "ports/log.hpp"
#include "ports/metrics.hpp"
#include "ports/random.hpp"
#include "signing/envelope_desk.hpp"
#include "signing/envelope_listener_port.hpp"
#include "signing/paper_source_port.hpp"
#include "signing/provider_port.hpp"

namespace switchyard::signing {

// What signing of one environment works with. All outlive it.
struct SigningParts {
  EnvironmentName environment = EnvironmentName::test;
  Database& database;
  const Clock& clock;                   // Business time.
  SecurityClock security_clock;
  Random& random;
  outbox::Outbox& outbox;
  const access::Sealer& sealer;
  const access::Jose& jose;
  const ProviderShelf& providers;
  std::function<std::string()> public_url;  // The base of our links, without a slash at its end.
  Log& log;
  Metrics& metrics;
};

// Who is told, and who has the papers.
struct SigningNeighbours {
  EnvelopeListener& listener;
  PaperSource& papers;
};

[[nodiscard]] std::unique_ptr<EnvelopeDesk> make_envelope_desk(const SigningParts& parts);

// Handlers of every kind of job that signing makes; before the runner starts. Where nothing can reach a provider (no base URL is known) leave them
// to other nodes.
void handle_signing_jobs(outbox::JobRunner& runner, const SigningParts& parts, const SigningNeighbours& neighbours);

// Work that recurs on every node, each safe beside other nodes.
// Takes back what nobody signed by its instant of business time: at every look.
void void_overdue_envelopes(const SigningParts& parts);
// Asks providers for what changed since, a day back and more: once a day each, whoever looks first.
void start_sweeps(const SigningParts& parts);
// Callbacks that were applied go after ninety days.
void forget_old_callbacks(const SigningParts& parts);
// Gauges of envelopes by state.
void count_envelopes_into(const SigningParts& parts);

}  // namespace switchyard::signing
