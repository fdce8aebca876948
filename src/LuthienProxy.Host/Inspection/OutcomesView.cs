using LuthienProxy.Pipeline.Transactions;

namespace LuthienProxy.Host.Inspection;

/// <summary>Calls that ended, by how.</summary>
/// <param name="Completed">Their clients have a whole answer, or the upstream's own error.</param>
/// <param name="Blocked">A policy stopped them.</param>
/// <param name="Failed">No whole answer could be had.</param>
/// <param name="Cancelled">Their clients left.</param>
/// <param name="Interrupted">The gateway or an administrator ended them.</param>
sealed record OutcomesView(long Completed, long Blocked, long Failed, long Cancelled, long Interrupted)
{
    public static OutcomesView Of(IReadOnlyDictionary<TransactionState, long> outcomes) => new(
        outcomes.GetValueOrDefault(TransactionState.Completed), outcomes.GetValueOrDefault(TransactionState.Blocked), outcomes.GetValueOrDefault(TransactionState.Failed),
        outcomes.GetValueOrDefault(TransactionState.Cancelled), outcomes.GetValueOrDefault(TransactionState.Interrupted));
}
