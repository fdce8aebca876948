using LuthienProxy.Activity.Feed;

namespace LuthienProxy.Activity.Publishing;

/// <summary>
/// Which other nodes are there. Each says every beat where its events stand, so one of which nothing comes for some beats has gone without a word, or is cut off. When nothing comes
/// at all, this node's own included, it is Redis that has gone: that says nothing of the others. Bounded. Not thread-safe.
/// </summary>
sealed class Peers(TimeSpan beat, TimeProvider time)
{
    /// <summary>A node that is silent for so many beats is lost.</summary>
    const int SilentBeats = 5;

    /// <summary>What this node says comes back within this many, or the channel does not live.</summary>
    const int ChannelBeats = 2;

    static readonly TimeSpan Remembered = TimeSpan.FromMinutes(10);

    readonly Dictionary<string, Peer> _peers = new(StringComparer.Ordinal);
    readonly TimeSpan _silence = SilentBeats * beat;
    long? _ownHeardAt;
    // Silence is counted from here on: before, nobody could be heard.
    long _livesSince;

    bool ChannelLives => _ownHeardAt is { } at && time.GetElapsedTime(at) < ChannelBeats * beat;

    /// <summary>What this node said has come back.</summary>
    public void HeardOwn()
    {
        if (!ChannelLives)
            _livesSince = time.GetTimestamp();
        _ownHeardAt = time.GetTimestamp();
    }

    /// <summary>Another node said something. Tells whether it was lost before.</summary>
    public bool Heard(string node, bool isStopping)
    {
        if (!_peers.TryGetValue(node, out var peer))
        {
            if (_peers.Count >= Lanes.Most || isStopping)
                return false;
            _peers.Add(node, peer = new());
        }
        var wasLost = peer.IsLost;
        (peer.HeardAt, peer.IsLost) = (time.GetTimestamp(), false);
        // Who says that it stops is not missed when it is silent.
        peer.IsStopping |= isStopping;
        return wasLost;
    }

    /// <summary>Those that are lost now and were not at the last look.</summary>
    public List<string> NewlyLost()
    {
        foreach (var (node, peer) in _peers)
            if ((peer.IsLost || peer.IsStopping) && time.GetElapsedTime(peer.HeardAt) > Remembered)
                _peers.Remove(node);
        if (!ChannelLives || time.GetElapsedTime(_livesSince) < _silence)
            return [];
        var lost = new List<string>();
        foreach (var (node, peer) in _peers)
            if (!peer.IsLost && !peer.IsStopping && time.GetElapsedTime(peer.HeardAt) >= _silence)
            {
                peer.IsLost = true;
                lost.Add(node);
            }
        return lost;
    }

    sealed class Peer
    {
        public long HeardAt { get; set; }

        public bool IsLost { get; set; }

        public bool IsStopping { get; set; }
    }
}
