namespace Luthien.Actors;

/// <summary>
/// Free nodes, per thread, exchanged in magazines through a bounded depot: a thread that only sends and one that only receives
/// still allocate nothing in the steady state.
/// </summary>
static class EnvelopePool
{
    const int Magazine = 128;
    const int PerThread = 2 * Magazine;
    const int DepotLimit = 256;

    static readonly Lock DepotLock = new();
    static readonly Envelope?[] Depot = new Envelope?[DepotLimit];
    static int _magazines;

    [ThreadStatic]
    static Envelope? _free;
    [ThreadStatic]
    static int _count;

    internal static Envelope Rent(object message, IActorRef? sender)
    {
        var node = _free;
        if (node is null && !TryRefill(out node))
            node = new Envelope();
        else
        {
            _free = node!.Next;
            _count--;
        }

        node.Message = message;
        node.Sender = sender;
        return node;
    }

    internal static void Return(Envelope node)
    {
        node.Message = null!;
        node.Sender = null;
        if (_count == PerThread)
            SpillMagazine();
        node.Next = _free;
        _free = node;
        _count++;
    }

    static bool TryRefill(out Envelope? first)
    {
        first = null;
        if (Volatile.Read(ref _magazines) == 0)
            return false;
        lock (DepotLock)
        {
            if (_magazines == 0)
                return false;
            first = Depot[--_magazines];
            Depot[_magazines] = null;
        }

        _count = Magazine;
        return true;
    }

    static void SpillMagazine()
    {
        var first = _free!;
        var last = first;
        for (var i = 1; i < Magazine; i++)
            last = last.Next!;
        _free = last.Next;
        _count -= Magazine;
        last.Next = null;
        lock (DepotLock)
        {
            if (_magazines < DepotLimit)
                Depot[_magazines++] = first;
        }
    }
}
