#include <gtest/gtest.h>

#include <algorithm>
#include <functional>

#include "contracting/contracts/contract_bench_fake.hpp"
#include "contracting/counting_transaction_fake.hpp"

namespace switchyard::contracting {
namespace {

class ContractFlow : public ::testing::TestWithParam<Engine> {
 protected:
  ContractBench bench_{GetParam()};

  static std::string code(const Result<Contract>& outcome) { return outcome ? std::string(text_of(outcome->state)) : outcome.error().code; }
  void set_clock(std::string_view instant) { bench_.parties.clock.set(*Instant::parse(instant)); }
  using Step = std::function<Result<Contract>(SqlTransaction&, const ContractDesk&, const Actor&, const ContractCommand&)>;
  static Result<Contract> send(SqlTransaction& transaction, const ContractDesk& desk, const Actor& actor, const ContractCommand& command) {
    return send_contract(transaction, desk, actor, command);
  }
  Result<Contract> run(Step step, const ContractId& id, const std::string& reason = "The customer asked for it.", std::optional<std::int64_t> version = {}) {
    return run_as(bench_.parties.actor, step, id, reason, version);
  }
  Result<Contract> run_as(const Actor& actor, Step step, const ContractId& id, const std::string& reason = "Asked.", std::optional<std::int64_t> version = {}) {
    return bench_.write<Contract>([&](SqlTransaction& transaction) { return step(transaction, bench_.desk(), actor, {id, version, reason}); });
  }
};
INSTANTIATE_TEST_SUITE_P(Engines, ContractFlow, every_engine(), engine_name);

TEST_P(ContractFlow, ARecordedAcceptanceSignsAndGoesToReview) {
  const Contract draft = bench_.bakery_contract();
  const auto done = bench_.sign(draft);
  ASSERT_TRUE(done.has_value()) << done.error().message << " " << fields_of(done.error());
  const Contract contract = bench_.stored(draft.id);
  EXPECT_EQ(contract.state, ContractState::in_review);
  EXPECT_EQ(contract.signed_at, bench_.parties.clock.now());
  EXPECT_EQ(contract.commission.frozen_at, bench_.parties.clock.now());
  EXPECT_EQ(contract.version, 2);
  EXPECT_EQ(bench_.events(draft.id), "contract.draft 1; contract.signed 2; contract.in_review 3");
  const auto acceptances = bench_.parties.read([&](SqlReader& reader) { return acceptances_of_contracts(reader, bench_.parties.actor.partner, std::span(&draft.id, 1)); });
  ASSERT_EQ(acceptances.size(), 1u);
  EXPECT_EQ(acceptances.front().accepted_by, "Rosa Vega");
  EXPECT_EQ(acceptances.front().document_version, 1);
}

TEST_P(ContractFlow, AnAcceptanceNeedsItsEvidenceAndCannotLieAhead) {
  const Contract draft = bench_.bakery_contract();
  const auto record = [&](const NewAcceptance& acceptance) {
    return bench_.write<Contract>([&](SqlTransaction& transaction) { return record_acceptance(transaction, bench_.desk(), bench_.parties.actor, acceptance); });
  };
  EXPECT_EQ(code(record({.contract = draft.id, .accepted_at = bench_.parties.clock.now(), .accepted_by = "Rosa Vega"})), "evidence_missing");
  const FileId others = bench_.evidence(bench_.parties.other);
  EXPECT_EQ(code(record({.contract = draft.id, .accepted_at = bench_.parties.clock.now(), .accepted_by = "Rosa Vega", .evidence = others})), "file_not_found");
  EXPECT_EQ(code(record({.contract = draft.id, .accepted_at = bench_.parties.clock.now() + Duration::seconds(1), .accepted_by = "Rosa Vega", .evidence = bench_.evidence()})),
            "acceptance_in_future");
  EXPECT_EQ(bench_.stored(draft.id).state, ContractState::draft);
}

// Judged by when the customer was done, never by when the news came.
TEST_P(ContractFlow, ASignatureAfterSignByIsKeptAsSignedLate) {
  const Contract draft = bench_.bakery_contract();
  const Instant sign_by = *draft.instants.sign_by;
  const FileId paper = bench_.evidence();
  bench_.parties.clock.set(sign_by + Duration::hours(2));
  const auto record = [&](Instant accepted_at) {
    return bench_.write<Contract>([&](SqlTransaction& transaction) {
      return record_acceptance(transaction, bench_.desk(), bench_.parties.actor,
                               {.contract = draft.id, .accepted_at = accepted_at, .accepted_by = "Rosa Vega", .evidence = paper});
    });
  };
  EXPECT_EQ(code(record(sign_by)), "signed_late");
  EXPECT_EQ(bench_.events(draft.id), "contract.draft 1; contract.signed_late 2");
  EXPECT_FALSE(bench_.stored(draft.id).commission.frozen_at.has_value());
  EXPECT_EQ(code(run(cancel_contract, draft.id)), "cancelled");
}

TEST_P(ContractFlow, ANewsOfASignatureInTimeIsGoodHoweverLateItComes) {
  const Contract draft = bench_.bakery_contract();
  const FileId paper = bench_.evidence();
  const Instant in_time = *draft.instants.sign_by - Duration::minutes(2);
  bench_.parties.clock.set(*draft.instants.sign_by + Duration::minutes(20));
  const auto done = bench_.write<Contract>([&](SqlTransaction& transaction) {
    return record_acceptance(transaction, bench_.desk(), bench_.parties.actor, {.contract = draft.id, .accepted_at = in_time, .accepted_by = "Rosa Vega", .evidence = paper});
  });
  EXPECT_EQ(code(done), "in_review") << (done ? "" : fields_of(done.error()));
}

TEST_P(ContractFlow, WithdrawingEndsADraftAndFreesItsMeters) {
  const ContractBench::Bakery bakery = bench_.bakery();
  const Contract draft = bench_.create(bakery.asked).value();
  EXPECT_EQ(code(run(withdraw_contract, draft.id, "")), "reason_missing");
  EXPECT_EQ(code(run(withdraw_contract, draft.id)), "voided");
  const Contract contract = bench_.stored(draft.id);
  EXPECT_EQ(contract.progress.cancelled, 2);
  EXPECT_EQ(contract.reason, "The customer asked for it.");
  EXPECT_EQ(bench_.events(draft.id), "contract.draft 1; contract.voided 2; contract_account.cancelled 3; contract_account.cancelled 4");
  EXPECT_EQ(code(run(withdraw_contract, draft.id)), "contract_state_conflict");
  const pricing::Quote again = bench_.quote({{"small-load", "38400", "ovens"}});
  EXPECT_TRUE(bench_.create({.customer = bakery.customer.id, .quote = again.id, .accounts = {{.service_account = bakery.meters[0].id, .quote_line = again.lines[0].id}}}).has_value());
}

TEST_P(ContractFlow, CancellingIsForWhatWasSubmitted) {
  const Contract draft = bench_.bakery_contract();
  EXPECT_EQ(code(run(cancel_contract, draft.id)), "contract_state_conflict");
  ASSERT_TRUE(bench_.sign(draft).has_value());
  EXPECT_EQ(bench_.submit(draft.id).state, ContractState::submitted);
  EXPECT_EQ(code(run(withdraw_contract, draft.id)), "contract_state_conflict");
  EXPECT_EQ(code(run(cancel_contract, draft.id)), "cancelled");
  EXPECT_EQ(bench_.stored(draft.id).accounts.front().state, AccountState::cancelled);
}

TEST_P(ContractFlow, TheHeaderFollowsItsAccountsToTheEnd) {
  const Contract draft = bench_.bakery_contract();
  ASSERT_TRUE(bench_.sign(draft).has_value());
  bench_.submit(draft.id);
  const Contract accepted = bench_.move_all(draft.id, AccountEvent::supplier_accept);
  EXPECT_EQ(accepted.state, ContractState::accepted);
  EXPECT_EQ(accepted.instants.locked_at, bench_.parties.clock.now());
  EXPECT_EQ(accepted.progress.accepted, 2);
  bench_.move_all(draft.id, AccountEvent::send_to_utility);
  bench_.move_all(draft.id, AccountEvent::utility_accept);
  bench_.move_all(draft.id, AccountEvent::schedule);
  EXPECT_EQ(bench_.move_all(draft.id, AccountEvent::activate).state, ContractState::active);
  EXPECT_EQ(bench_.move_all(draft.id, AccountEvent::end).state, ContractState::ended);
  const auto history = bench_.history(draft.id);
  for (std::size_t i = 0; i < history.size(); ++i) EXPECT_EQ(history[i].sequence, static_cast<std::int64_t>(i) + 1);
  EXPECT_EQ(history.back().event, "contract.ended");
}

TEST_P(ContractFlow, SendingIsRefusedUntilAProviderIsConfiguredAndTheDraftUntouched) {
  const Contract draft = bench_.bakery_contract();
  EXPECT_EQ(code(run(send, draft.id)), "SIGNING_NOT_CONFIGURED");
  const auto session = bench_.write<OpenedSession>([&](SqlTransaction& transaction) {
    return create_signing_session(transaction, bench_.desk(), bench_.parties.actor, {.contract = draft.id}, {.link = {.return_url = "https://shop.example.com"}});
  });
  EXPECT_EQ(session.error().code, "SIGNING_NOT_CONFIGURED");
  EXPECT_EQ(bench_.stored(draft.id).version, 1);
  EXPECT_EQ(bench_.events(draft.id), "contract.draft 1");
}

TEST_P(ContractFlow, ASentContractOpensSigningSessionsAndItsEnvelopeIsTakenBack) {
  bench_.signs = true;
  const Contract draft = bench_.bakery_contract();
  const auto sent = run(send, draft.id);
  ASSERT_TRUE(sent.has_value()) << sent.error().message << fields_of(sent.error());
  EXPECT_EQ(sent->state, ContractState::sent);
  const auto session = bench_.write<OpenedSession>([&](SqlTransaction& transaction) {
    return create_signing_session(transaction, bench_.desk(), bench_.parties.actor, {.contract = draft.id}, {.link = {.return_url = "https://shop.example.com"}});
  });
  EXPECT_EQ(session->link.url, "https://sign.example.com/sign/1");
  EXPECT_EQ(code(run(withdraw_contract, draft.id, "Changed its mind.")), "voided");
  ASSERT_EQ(bench_.signer.asked.size(), 3u);
  EXPECT_TRUE(bench_.signer.asked[0].starts_with("send agreement 1 "));
  EXPECT_EQ(bench_.signer.asked[1], "open customer 1 https://shop.example.com");
  EXPECT_EQ(bench_.signer.asked[2], "void agreement 1 Changed its mind.");
}

TEST_P(ContractFlow, NothingIsSentOnceThePriceCouldNoLongerBeSigned) {
  bench_.signs = true;
  const Contract draft = bench_.bakery_contract();
  bench_.parties.clock.set(*draft.instants.sign_by);
  EXPECT_EQ(code(run(send, draft.id)), "price_expired");
}

TEST_P(ContractFlow, WhatNobodySignedInTimeExpiresOnce) {
  bench_.signs = true;
  const Contract draft = bench_.bakery_contract();
  ASSERT_TRUE(run(send, draft.id).has_value());
  const auto expire = [&] {
    std::int64_t count = 0;
    bench_.parties.database->write([&](SqlTransaction& transaction) {
      count = expire_contracts(transaction, bench_.desk(), 10);
      return true;
    });
    return count;
  };
  bench_.parties.clock.set(*draft.instants.sign_by - Duration::milliseconds(1));
  EXPECT_EQ(expire(), 0);
  bench_.parties.clock.set(*draft.instants.sign_by);
  EXPECT_EQ(expire(), 1);
  EXPECT_EQ(expire(), 0);
  EXPECT_EQ(bench_.stored(draft.id).state, ContractState::expired);
  EXPECT_EQ(bench_.events(draft.id), "contract.draft 1; contract.sent 2; contract.expired 3");
}

TEST_P(ContractFlow, ValidationStoresItsChecksAndSaysWhetherItMayBeSent) {
  const Contract draft = bench_.bakery_contract();
  const auto validate = [&] {
    return bench_.write<Validation>([&](SqlTransaction& transaction) { return validate_contract(transaction, bench_.desk(), bench_.parties.actor, {.contract = draft.id}); });
  };
  const auto good = validate();
  ASSERT_TRUE(good.has_value());
  EXPECT_TRUE(good->may_be_sent);
  EXPECT_EQ(bench_.parties.read([&](SqlReader& reader) { return checks_of_contracts(reader, bench_.parties.actor.partner, std::span(&draft.id, 1)); }).size(), good->checks.size());

  bench_.terms->set("northgate-retail", {.is_entitled = false}, bench_.parties.actor.partner);
  const auto blocked = validate();
  EXPECT_FALSE(blocked->may_be_sent);
  EXPECT_EQ(blocked->checks.front().severity, "block");
  const auto named = std::ranges::find(blocked->checks, "not_entitled", &ContractCheck::code);
  ASSERT_NE(named, blocked->checks.end());
  EXPECT_EQ(named->account, draft.accounts[0].id);
  EXPECT_EQ(named->status, CheckStatus::failed);
}

TEST_P(ContractFlow, ValidatingCostsAsManyStatementsForManySitesAsForFew) {
  bench_.price("chain", [](pricing::LineFacts& facts) { facts.band.present = false; });
  const auto statements_for = [&](int sites) {
    const Customer customer = bench_.parties.customer("Chain of " + std::to_string(sites));
    std::vector<ServiceAccountDetails> details;
    std::vector<ContractBench::Asked> lines;
    for (int i = 0; i < sites; ++i) {
      details.push_back(comed_account(17));
      details.back().account_number = std::to_string(4'000'000'000 + sites * 10'000 + i);
      lines.push_back({"chain", "1000", "site " + std::to_string(i)});
    }
    const auto meters = bench_.parties.add(customer.id, details).value();
    const pricing::Quote quoted = bench_.quote(lines);
    NewContract asked{.customer = customer.id, .quote = quoted.id};
    for (std::size_t i = 0; i < meters.size(); ++i) asked.accounts.push_back({.service_account = meters[i].id, .quote_line = quoted.lines[i].id});
    const ContractId id = bench_.create(asked)->id;
    int count = 0;
    const auto validated = bench_.write<Validation>([&](SqlTransaction& transaction) {
      CountingTransaction counting(transaction);
      auto validation = validate_contract(counting, bench_.desk(), bench_.parties.actor, {.contract = id});
      count = counting.count;
      return validation;
    });
    EXPECT_TRUE(validated.has_value());
    return count;
  };
  EXPECT_EQ(statements_for(2), statements_for(999));  // With the contract itself the lists have a thousand ids: one statement each.
}

TEST_P(ContractFlow, ADraftIsUpdatedByVersionAndOnlyADraft) {
  const Contract draft = bench_.bakery_contract();
  const auto update = [&](ContractChange change) {
    change.contract = draft.id;
    return bench_.write<Contract>([&](SqlTransaction& transaction) { return update_contract(transaction, bench_.desk(), bench_.parties.actor, change); });
  };
  const auto done = update({.contract = draft.id, .expected_version = 1, .your_reference = "deal-7", .owner_agent = "agent-7",
                            .commission = CommissionTerms{.plan = "upfront", .splits = {{"agent-7", 600'000}, {"house", 400'000}}}});
  ASSERT_TRUE(done.has_value()) << done.error().message;
  const Contract stored = bench_.stored(draft.id);
  EXPECT_EQ(stored.your_reference, "deal-7");
  EXPECT_EQ(stored.owner_agent, "agent-7");
  EXPECT_EQ(stored.commission.splits.size(), 2u);
  EXPECT_EQ(stored.commission.agent_code, "SWY-0042");
  EXPECT_EQ(code(update({.contract = draft.id, .expected_version = 1})), "version_conflict");
  EXPECT_EQ(code(update({.contract = draft.id, .accounts = {{.account = stored.accounts[0].id, .start_month = Month::parse("2027-05").value()}}})), "start_not_offered");
  ASSERT_TRUE(bench_.sign(stored).has_value());
  EXPECT_EQ(code(update({.contract = draft.id, .owner_agent = "other"})), "contract_state_conflict");
}

TEST_P(ContractFlow, AssigningIsForManyAtOnceAndAllOrNone) {
  const Contract draft = bench_.bakery_contract();
  const auto assign = [&](const Actor& actor, std::vector<ContractId> ids) {
    return bench_.write<std::vector<Contract>>([&](SqlTransaction& transaction) {
      return assign_contracts(transaction, bench_.desk(), actor,
                              {.contracts = std::move(ids), .owner_agent = "agent-9", .effective = Date::parse("2026-12-01").value(), .reason = "Territory"});
    });
  };
  EXPECT_EQ(assign(bench_.parties.actor, {}).error().code, "contracts_limit");
  EXPECT_EQ(assign(bench_.parties.actor, {draft.id, ContractId(Uuid{})}).error().code, "contract_not_found");
  EXPECT_EQ(bench_.stored(draft.id).owner_agent, "");
  ASSERT_TRUE(assign(bench_.parties.actor, {draft.id}).has_value());
  EXPECT_EQ(bench_.stored(draft.id).owner_agent, "agent-9");
  EXPECT_EQ(bench_.history(draft.id).back().reason, "Territory (from 2026-12-01)");
  EXPECT_EQ(bench_.events(draft.id), "contract.draft 1; contract.assigned 2");
}

TEST_P(ContractFlow, AnotherPartnersContractIsNotFoundWhateverIsAsked) {
  bench_.signs = true;
  const Contract draft = bench_.bakery_contract();
  const Actor& other = bench_.parties.other;
  for (const Step& step : {Step(withdraw_contract), Step(cancel_contract), Step(send), Step(reaffirm_contract)}) EXPECT_EQ(code(run_as(other, step, draft.id)), "contract_not_found");
  const auto as_other = [&](const std::function<Result<Contract>(SqlTransaction&)>& work) { return code(bench_.write<Contract>(work)); };
  EXPECT_EQ(as_other([&](SqlTransaction& transaction) { return update_contract(transaction, bench_.desk(), other, {.contract = draft.id}); }), "contract_not_found");
  EXPECT_EQ(as_other([&](SqlTransaction& transaction) { return reprice_contract(transaction, bench_.desk(), other, {.contract = draft.id, .reason = "x"}); }), "contract_not_found");
  EXPECT_EQ(as_other([&](SqlTransaction& transaction) { return amend_contract(transaction, bench_.desk(), other, {.contract = draft.id, .reason = "x"}); }), "contract_not_found");
  EXPECT_EQ(as_other([&](SqlTransaction& transaction) { return renew_contract(transaction, bench_.desk(), other, {draft.id, {.customer = draft.customer}}); }), "contract_not_found");
  EXPECT_EQ(as_other([&](SqlTransaction& transaction) {
              return record_acceptance(transaction, bench_.desk(), other, {.contract = draft.id, .accepted_at = bench_.parties.clock.now(), .accepted_by = "x"});
            }),
            "contract_not_found");
  EXPECT_EQ(bench_.write<Validation>([&](SqlTransaction& transaction) { return validate_contract(transaction, bench_.desk(), other, {.contract = draft.id}); }).error().code,
            "contract_not_found");
  bench_.parties.database->read([&](SqlReader& reader) {
    const access::PartnerId& partner = other.partner;
    const std::span<const ContractId> ids(&draft.id, 1);
    EXPECT_FALSE(find_contract(reader, partner, draft.id).has_value());
    EXPECT_TRUE(contracts_by_ids(reader, partner, ids).empty());
    EXPECT_TRUE(accounts_of_contracts(reader, partner, ids).empty());
    EXPECT_TRUE(accounts_by_ids(reader, partner, std::span(&draft.accounts[0].id, 1)).empty());
    EXPECT_TRUE(rates_of_contracts(reader, partner, ids).empty());
    EXPECT_TRUE(history_of_contracts(reader, partner, ids).empty());
    EXPECT_TRUE(checks_of_contracts(reader, partner, ids).empty());
    EXPECT_TRUE(contracts_of_customers(reader, partner, std::span(&draft.customer, 1)).empty());
    EXPECT_TRUE(contract_accounts_of_service_accounts(reader, partner, std::span(&draft.accounts[0].service_account, 1)).empty());
    EXPECT_EQ(count_contracts(reader, partner, {}), 0);
    EXPECT_TRUE(list_contracts(reader, partner, {}, ContractSort::created_at, false, {})->rows.empty());
    EXPECT_TRUE(count_contracts_by(reader, partner, {}, ContractGroup::status).empty());
    stream_contract_rows(reader, partner, {}, [](std::span<const std::string>) { ADD_FAILURE(); });
  });
}

TEST_P(ContractFlow, AWrongStateOfThePastIsCorrectedWithAnEvent) {
  const Contract draft = bench_.bakery_contract();
  ASSERT_TRUE(run(withdraw_contract, draft.id).has_value());
  bench_.parties.database->write([&](SqlTransaction& transaction) {
    ContractEdit edit(any_contract_to_change(transaction, draft.id).value(), {.actor = "operator", .at = bench_.parties.clock.now(), .reason = "Withdrawn by mistake"});
    EXPECT_TRUE(edit.correct(ContractState::draft).has_value());
    EXPECT_EQ(edit.correct(ContractState::draft).error().code, "contract_state_conflict");
    edit.write(transaction, bench_.desk());
    return true;
  });
  const HistoryEntry last = bench_.history(draft.id).back();
  EXPECT_EQ(last.event, "contract.corrected");
  EXPECT_EQ(last.previous_status, "voided");
  EXPECT_EQ(last.status, "draft");
}

}  // namespace
}  // namespace switchyard::contracting
