"""The tests that take longest, and those that a run of all leaves to `dev.py thorough`: whole tills
whose like is in every run.

Each of those left out opens the real windows on a stand-in of its own, which takes ten seconds; all
of them took as long as everything else. Whoever names a path runs them too.
"""

import re
from typing import Final

LONGEST: Final = (
    "tests/ui/screens/test_light.py",
    "tests/ui/screens/test_walk.py",
    "tests/faults/test_power_cut.py",
    "tests/ui/screens/test_seen.py",
    "tests/ui/webview/test_painted.py",
    "tests/end2end/test_demo.py",
    "tests/ui/flows/",
    "tests/ui/faults/",
    "tests/ui/live/",
)
"""Files and folders that take minutes, which begin first where many processes share the tests."""

LEFT_OUT: Final = frozenset(
    line.strip()
    for line in """
    test_a_language_that_is_lent_is_not_kept
    test_the_renderer_is_killed_while_the_network_is_down
    test_the_page_is_loaded_anew_while_it_confirms
    test_the_network_stays_down_until_somebody_checks
    test_the_server_dies_during_a_charge_and_comes_back
    test_the_network_fails_during_a_charge_and_comes_back[status-fields2]
    test_the_network_fails_during_a_charge_and_comes_back[status-fields3]
    test_the_network_fails_during_a_charge_and_comes_back[status-fields4]
    test_the_network_fails_during_a_charge_and_comes_back[nonsense-fields5]
    test_the_till_can_be_kept_open_instead
    test_closing_while_the_customer_pays[False]
    test_closing_without_an_answer_then_opening_again
    test_ten_clicks_on_confirm_while_the_bank_takes_its_time
    test_ten_clicks_on_another_card
    test_enter_held_down_from_the_search_to_the_page
    test_enter_held_down_on_check_now
    test_the_till_is_killed_and_started_again[charged-paid1]
    test_the_till_is_killed_and_started_again[leaving-paid2]
    test_the_till_is_killed_and_started_again[page-paid3]
    test_a_filled_copy_is_made_quick_at_once
    test_check_now_on_the_result_and_on_the_banner
    test_recovery_says_the_end_on_the_screen_that_waits_for_it
    test_a_second_refund_is_refused_with_check_now_beside
    test_an_unclear_capture_comes_before_anything_else_from_the_customer
    test_ten_clicks_refund_once[False]
    test_ten_clicks_on_the_way_refund_nothing
    test_two_enters_at_once_refund_once
    test_closing_during_a_refund_waits_and_names_it
    test_a_walk_in_whose_payment_is_unclear_is_asked_about
    test_what_the_journal_refuses_is_shown_with_check_now
    test_no_way_around_a_charge_leads_through_the_training_panel
    test_another_card_after_a_closed_try_is_agreed_to_again_and_recorded_once
    test_a_customer_written_on_the_way_leads_back_to_the_same_payment
    test_what_the_shop_promises_by_now_is_what_the_customer_reads
    test_ended_and_the_card_goes_too
    test_a_code_scanned_while_a_customer_pays_leads_nowhere
    test_signed_on_paper_the_sale_has_its_agreement_too
    test_without_an_agreement_nothing_is_offered
    test_held_then_all_of_it_is_taken_and_given_back
    test_a_hold_that_ended_elsewhere_meanwhile
    test_what_another_till_holds_says_who_can_end_it
    test_signed_about_a_saved_card_it_stands_once_the_deposit_is_paid
    test_confirming_twice_charges_once
    test_what_cannot_be_given_back_is_refused_beside_the_field
    test_a_refund_the_bank_has_yet_to_do
    test_what_another_till_took_can_be_given_back_here
    test_a_refund_stripe_refuses_says_that_no_money_moved
    test_without_stripes_word_nothing_can_be_ordered
    test_customers_added_and_forgotten
    test_no_session_no_page
    test_a_slow_server_shows_that_it_is_waited_for
    test_a_bad_address_is_refused_beside_its_field
    test_amounts_nobody_can_pay_are_refused_beside_the_field
    test_the_demo_agrees_with_the_server[en-light]
    test_nothing_is_wrong_in_english_either
    test_a_link_of_an_earlier_run_is_told_when_it_is_paid[after it was opened again]
    test_a_key_that_may_hardly_anything_leaves_words_that_fit[en]
    test_what_the_key_lacks_is_off_and_on_again_without_a_restart[fr]
    test_all_later_is_left_for_another_way_when_it_is_switched_off[fr]
    test_whoever_cancels_the_session_is_closed_and_nothing_is_paid[staff]
    test_a_renderer_that_dies_is_found_out_about[False]
    test_it_is_whole_in_the_smallest_window[fr-dark]
    test_it_is_whole_in_the_smallest_window[en-light]
    test_what_is_being_typed_goes_on_where_it_was
    test_a_balance_that_is_due[fr-not charged, and 500]
    test_charge_under_this_agreement[en-charged and never answered]
    test_without_stripes_script_the_customer_pays_on_stripes_own_page[answers 500]
    test_without_stripes_script_the_customer_pays_on_stripes_own_page[is no script]
    test_the_renderer_is_killed_while_it_confirms[before]
    test_the_network_fails_during_a_charge_and_comes_back[lost_before-fields0]
    test_a_second_renderer_is_killed_too
    test_a_clock_two_days_wrong[2]
    test_two_enters_at_once_around_the_confirm_step[reviewCharge]
    test_an_export_is_approved_in_place
    test_it_is_paid_where_the_customer_is[window]
    test_a_new_agreement_for_all_that_is_still_to_come[sale]
    test_each_stop_is_in_the_window_and_its_keys_act[fr]
    test_only_shown_next_time_never_charged_in_absence[True-fr]
    test_only_shown_next_time_never_charged_in_absence[False-en]
    test_charged_within_the_agreement_never_over_the_cap_nor_too_soon[fr]
    test_a_charge_under_an_agreement_that_goes_wrong_is_told_as_any_other[pm_card_chargeCustomerFail-declined]
    """.strip().splitlines()
)
"""By name, with what is in brackets after it or without."""

_WAITED_FOR: Final = re.compile(r"test_killed_while_the_server_is_in_trouble\[[a-z ]+-(slow|429)\]")
"""Both are waited for and asked again, as `500 before` is."""


def is_left_out(name: str) -> bool:
    """Whether a run of all tests leaves the one of that name to `dev.py thorough`."""
    bare = name.partition("[")[0]
    return name in LEFT_OUT or bare in LEFT_OUT or _WAITED_FOR.fullmatch(name) is not None
