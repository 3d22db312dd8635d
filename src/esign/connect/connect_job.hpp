// The payload of a delivery's job.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "esign/service.hpp"

namespace switchyard::esign {

struct ConnectJob {
  std::string delivery;
  std::int64_t run = 0;   // Must be the delivery's own, or the job is void.
};
[[nodiscard]] std::optional<ConnectJob> connect_job_of(std::string_view payload);
// At once, or not before `run_at` (real time).
void enqueue_delivery(SqlTransaction& transaction, const EsignService& service, const ConnectJob& job, std::optional<Instant> run_at = {});

}  // namespace switchyard::esign
