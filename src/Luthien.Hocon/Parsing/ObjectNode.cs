namespace Luthien.Hocon.Parsing;

sealed class ObjectNode(HoconOrigin origin) : Node(origin)
{
    readonly Dictionary<string, FieldNode> _byKey = new(StringComparer.Ordinal);
    readonly List<FieldNode> _fields = [];

    /// <summary>The fields in the order in which their keys first appeared.</summary>
    public IReadOnlyList<FieldNode> Fields => _fields;

    public FieldNode? Find(string key) => _byKey.GetValueOrDefault(key);

    /// <summary>Assigns under a path, making the objects on the way.</summary>
    public void Put(ReadOnlySpan<string> path, Assignment assignment)
    {
        if (path.Length > 1)
        {
            var inner = new ObjectNode(assignment.Key);
            inner.Put(path[1..], assignment);
            assignment = new Assignment(assignment.Key, inner);
        }
        Field(path[0]).Add(assignment);
    }

    public void Merge(ObjectNode later)
    {
        foreach (var field in later._fields)
        {
            var target = Field(field.Key);
            foreach (var assignment in field.Assignments)
                target.Add(assignment);
        }
    }

    FieldNode Field(string key)
    {
        if (_byKey.TryGetValue(key, out var field))
            return field;
        field = new FieldNode(key);
        _byKey.Add(key, field);
        _fields.Add(field);
        return field;
    }
}
