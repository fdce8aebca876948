using System.Diagnostics;
using LuthienProxy.Pipeline.Activities;
using LuthienProxy.Pipeline.Transactions;
using LuthienProxy.Protocol.Journal;

namespace LuthienProxy.Activity.Publishing;

/// <summary>Choices as events name them: as the record and the admin API do.</summary>
static class EventWords
{
    public static string Of(TransactionState state) => state switch
    {
        TransactionState.Admitted => "admitted",
        TransactionState.Deciding => "deciding",
        TransactionState.Connecting => "connecting",
        TransactionState.Streaming => "streaming",
        _ => throw new UnreachableException("How a call ended is told by its end."),
    };

    public static string Of(PolicyVerdict verdict) => verdict switch
    {
        PolicyVerdict.Forward => "forward",
        PolicyVerdict.Replace => "replace",
        PolicyVerdict.Block => "block",
        PolicyVerdict.Drop => "drop",
        PolicyVerdict.Error => "error",
        _ => throw new UnreachableException(),
    };

    public static string Of(DependencyState state) => state switch
    {
        DependencyState.Up => "up",
        DependencyState.Down => "down",
        DependencyState.Degraded => "degraded",
        _ => throw new UnreachableException(),
    };
}
