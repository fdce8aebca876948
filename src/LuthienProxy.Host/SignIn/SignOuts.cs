namespace LuthienProxy.Host.SignIn;

/// <summary>
/// Which sessions are over before their time on this node, and the requests that end with them. Bounded: where there were too many sign-outs to remember, all sessions
/// that began no later than the one forgotten are over too. Thread-safe.
/// </summary>
/// <param name="most">How many sign-outs are remembered.</param>
/// <param name="known">Those of before.</param>
/// <param name="keep">Keeps them for the next start; called for one sign-out at a time.</param>
sealed class SignOuts(int most, SignOutList known, Action<SignOutList> keep)
{
    readonly Lock _lock = new();
    readonly Lock _keeping = new();
    readonly Dictionary<string, DateTimeOffset> _ended = new(known.Ended, StringComparer.Ordinal);
    readonly HashSet<SessionRequest> _running = [];
    // What began before this is over. A session's beginning has whole seconds.
    DateTimeOffset _since = known.Since;

    /// <summary>Whether the session is over here.</summary>
    public bool Includes(Ticket ticket)
    {
        lock (_lock)
            return ticket.BegunAt < _since || _ended.ContainsKey(ticket.Id);
    }

    /// <summary>Ends a session, and what still runs in its name.</summary>
    /// <param name="ticket">The session.</param>
    /// <param name="expired">Sessions that began before this are over anyway.</param>
    public void Add(Ticket ticket, DateTimeOffset expired)
    {
        List<SessionRequest> ending;
        lock (_lock)
        {
            _ended[ticket.Id] = ticket.BegunAt;
            if (_ended.Count > most)
                Forget(expired);
            ending = [.. _running.Where(request => request.Id == ticket.Id)];
        }
        ending.ForEach(request => request.End());
        // Not under the lock that every request takes: a disk is slow.
        lock (_keeping)
            keep(List());
    }

    /// <summary>Has a request ended with its session, from now on until <see cref="Leave"/>.</summary>
    public void Follow(Ticket ticket, SessionRequest request)
    {
        lock (_lock)
            _running.Add(request);
        // It may have ended just before.
        if (Includes(ticket))
            request.End();
    }

    /// <summary>The request is over.</summary>
    public void Leave(SessionRequest request)
    {
        lock (_lock)
            _running.Remove(request);
    }

    SignOutList List()
    {
        lock (_lock)
            return new(_since, new Dictionary<string, DateTimeOffset>(_ended));
    }

    void Forget(DateTimeOffset expired)
    {
        foreach (var (id, _) in _ended.Where(entry => entry.Value < expired).ToList())
            _ended.Remove(id);
        if (_ended.Count <= most)
            return;
        var oldest = _ended.MinBy(entry => entry.Value);
        _since = oldest.Value.AddSeconds(1);
        foreach (var (id, _) in _ended.Where(entry => entry.Value < _since).ToList())
            _ended.Remove(id);
    }
}
