// Writes the letters that envelopes ask for: the job behind envelopes/letters.hpp.
#pragma once

#include "esign/ceremony/ceremony.hpp"
#include "outbox/job_runner.hpp"

namespace switchyard::esign {

// The handler of kWriteLetterJob; the ceremony must outlive it. A letter whose reason is gone by then (an invitation to one who has signed) is not written. The same
// job again writes the same letter once: the queue knows its key. Completed copies wait for the sealed file (unavailable until then).
[[nodiscard]] outbox::JobHandler letter_writer(const Ceremony& ceremony);

}  // namespace switchyard::esign
