using LuthienProxy.Protocol.Journal;

namespace LuthienProxy.Storage.Queries.Caching;

/// <summary>Which question about a call.</summary>
/// <param name="Id">The call.</param>
/// <param name="Kind">The answer's type.</param>
/// <param name="After">Of events: after which.</param>
/// <param name="Limit">Of events: how many.</param>
sealed record AnswerKey(TransactionId Id, Type Kind, int After = 0, int Limit = 0);
