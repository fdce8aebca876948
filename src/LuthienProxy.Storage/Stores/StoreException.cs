namespace LuthienProxy.Storage.Stores;

/// <summary>An engine could not do its work.</summary>
/// <param name="fault">Why, by what the caller can do about it.</param>
/// <param name="cause">The driver's exception. Its message may name the server and the database, never a password.</param>
public sealed class StoreException(StoreFault fault, Exception cause) : Exception($"The journal's database is {fault}: {cause?.Message}", cause)
{
    /// <summary>Why, by what the caller can do about it.</summary>
    public StoreFault Fault { get; } = fault;
}
