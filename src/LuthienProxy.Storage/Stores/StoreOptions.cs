namespace LuthienProxy.Storage.Stores;

/// <summary>Limits of an engine's side of the journal.</summary>
sealed record StoreOptions
{
    /// <summary>The most events that one reading answers with.</summary>
    public int PageEvents { get; init; } = 1000;

    /// <summary>A reading stops after the event with which the stored bytes of its events pass this; one event is always answered with.</summary>
    public int PageBytes { get; init; } = 8 * 1024 * 1024;
}
