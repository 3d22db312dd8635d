// The module's front: submission of signed contracts, answers about their accounts, what the clock does. See README.md.
#pragma once

#include "enrollment/answers/account_clock.hpp"
#include "enrollment/answers/take_answer.hpp"
#include "enrollment/channels/supplier_settings.hpp"
#include "enrollment/enrollment_desk.hpp"
#include "enrollment/enrollment_migrations.hpp"
#include "enrollment/submissions/submission_job.hpp"
#include "enrollment/submissions/submit_contract.hpp"
