from django.apps import AppConfig


class FinanceConfig(AppConfig):
    name = "cadre.finance"

    def ready(self) -> None:
        from cadre.applications import invoiced
        from cadre.documents import checking
        from cadre.finance.holdings import touched_by
        from cadre.finance.queries.acceptances import checked
        from cadre.finance.queries.foreseen import papers_after
        from cadre.finance.queries.foresight import fee_consequences, foretell, host_charges, share_of_event
        from cadre.finance.queries.places import invoice_naming
        from cadre.formation import follows
        from cadre.groups import consequences
        from cadre.partners import consequences as of_partners
        from cadre.scheduling import charges

        checking.provide(("contract_schedule", "contract_schedule_copy"), checked)
        charges.provide(host_charges, foretell=foretell, share=share_of_event)
        consequences.provide(fee_consequences)
        of_partners.provide("finance", touched_by)
        follows.provide(papers_after)
        invoiced.tell(invoice_naming)
