namespace LuthienProxy.Fixtures.Clients;

/// <summary>An answer whose head has come and whose body still comes.</summary>
public sealed class OpenAnswer : IDisposable
{
    readonly Func<Task<HeardAnswer>> _rest;
    readonly HttpResponseMessage _response;

    internal OpenAnswer(Func<Task<HeardAnswer>> rest, HttpResponseMessage response)
    {
        _rest = rest;
        _response = response;
    }

    /// <summary>Hears the answer out.</summary>
    public Task<HeardAnswer> RestAsync() => _rest();

    /// <summary>Leaves: closes the connection.</summary>
    public void Dispose() => _response.Dispose();
}
