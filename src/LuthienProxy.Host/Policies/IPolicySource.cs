namespace LuthienProxy.Host.Policies;

/// <summary>Where a node learns which policies are active. Asked by one caller at a time.</summary>
interface IPolicySource
{
    /// <summary>Its name in logs, readiness and the API.</summary>
    string Name { get; }

    /// <summary>Asks. What fails is an answer and no exception.</summary>
    /// <param name="known">The mark of the answer that the asker runs; null when it runs none of this source's.</param>
    /// <param name="cancellation">Gives up.</param>
    Task<PolicySupply> AskAsync(string? known, CancellationToken cancellation);
}
