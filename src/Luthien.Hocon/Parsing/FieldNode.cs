namespace Luthien.Hocon.Parsing;

/// <summary>A key with everything that was ever assigned to it: later assignments win, and self-references look back at earlier ones.</summary>
sealed class FieldNode(string key)
{
    readonly List<Assignment> _assignments = [];

    public string Key { get; } = key;

    public IReadOnlyList<Assignment> Assignments => _assignments;

    public void Add(Assignment assignment)
    {
        // Two object literals in a row are one; anything between them keeps them apart until resolution knows what it is.
        if (assignment.Node is ObjectNode later && _assignments.Count > 0 && _assignments[^1].Node is ObjectNode earlier)
        {
            earlier.Merge(later);
            return;
        }
        // Nothing shows through a plain scalar, and nothing above it looks further back.
        if (assignment.Node is ScalarNode)
            _assignments.Clear();
        _assignments.Add(assignment);
    }
}
