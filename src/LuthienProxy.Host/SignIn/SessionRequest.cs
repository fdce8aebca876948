namespace LuthienProxy.Host.SignIn;

/// <summary>A request that runs in a session's name, and is ended with it. Thread-safe.</summary>
/// <param name="id">The session's.</param>
/// <param name="end">Ends the request. Never called once it is over: the server uses what belongs to it for the next one.</param>
sealed class SessionRequest(string id, Action end)
{
    readonly Lock _lock = new();
    bool _isOver;

    public string Id => id;

    /// <summary>Ends the request unless it is over.</summary>
    public void End()
    {
        lock (_lock)
        {
            if (!_isOver)
                end();
            _isOver = true;
        }
    }

    /// <summary>It ended by itself.</summary>
    public void Leave()
    {
        lock (_lock)
            _isOver = true;
    }
}
