namespace LuthienProxy.Storage.Queries.Calls;

/// <summary>Consecutive bytes of an answer.</summary>
/// <param name="AfterMs">How long after the call was opened they were delivered.</param>
/// <param name="Base64">They.</param>
public sealed record DeliveredBytes(double AfterMs, string Base64);
