namespace Luthien.Actors;

/// <summary>A set of refs that costs nothing while empty and one field for one member. Not thread-safe.</summary>
struct RefSet
{
    object? _members;

    internal void Add(InternalActorRef member)
    {
        switch (_members)
        {
            case null:
                _members = member;
                break;
            case HashSet<InternalActorRef> many:
                many.Add(member);
                break;
            case InternalActorRef one when one != member:
                _members = new HashSet<InternalActorRef> { one, member };
                break;
        }
    }

    internal void Remove(InternalActorRef member)
    {
        if (_members is HashSet<InternalActorRef> many)
            many.Remove(member);
        else if (ReferenceEquals(_members, member))
            _members = null;
    }

    internal readonly IEnumerable<InternalActorRef> Members => _members switch
    {
        HashSet<InternalActorRef> many => many,
        InternalActorRef one => [one],
        _ => [],
    };
}
