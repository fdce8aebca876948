using System.Diagnostics;
using Luthien.Hocon.Parsing;

namespace Luthien.Hocon.Resolving;

/// <summary>Resolves a tree of assignments into values, once.</summary>
/// <remarks>
/// 1. A field is the value of its latest assignment, laid over earlier ones while they are objects (<see cref="Layers"/>).
/// 2. A substitution walks its path from the root through object literals without evaluating their other fields, so two objects may refer to each other.
/// 3. An assignment under evaluation is open. A path that arrives at an open one sees only what is below it: that is the look-back of self-references.
///    Nothing below is a cycle, and an error unless the substitution is optional.
/// 4. Values are kept per assignment, so each occurrence of a substitution is expanded once; never per path: the same path means different things on
///    different lines.
/// </remarks>
sealed partial class Resolver
{
    readonly ObjectNode _root;
    readonly Budget _budget;
    readonly EnvironmentFallback _environment;
    readonly HashSet<Assignment> _open = [];
    readonly Dictionary<Assignment, HoconValue?> _assigned = [];
    readonly Dictionary<FieldNode, Layers> _fields = [];
    readonly Stack<SubstitutionNode> _chain = [];

    Resolver(ObjectNode root, HoconOptions options)
    {
        _root = root;
        _budget = new Budget(options.Limits);
        _environment = new EnvironmentFallback(options);
    }

    public static HoconObject Resolve(ObjectNode root, HoconOptions options) => new Resolver(root, options).Object(root);

    HoconObject Object(ObjectNode node)
    {
        var fields = new List<HoconField>(node.Fields.Count);
        foreach (var field in node.Fields)
        {
            var cyclic = false;
            var layers = Field(field, ref cyclic);
            if (layers.Top is { } value)
                fields.Add(new HoconField(field.Key, value, layers.Origin!));
        }
        return _budget.Checked(new HoconObject(node.Origin, fields));
    }

    /// <summary>The value of a field as seen from where evaluation stands.</summary>
    Layers Field(FieldNode field, ref bool cyclic)
    {
        if (_fields.TryGetValue(field, out var known))
            return known;
        var visible = Visible(field, _ => true, ref cyclic);
        var layers = new Layers();
        for (var i = visible - 1; i >= 0; i--)
        {
            var assignment = field.Assignments[i];
            if (!layers.Under(Assigned(field, assignment), assignment.Key, _budget))
                break;
        }
        if (visible == field.Assignments.Count)
            _fields[field] = layers;
        return layers;
    }

    /// <summary>How many assignments are below the lowest open one.</summary>
    int Visible(FieldNode field, Predicate<Assignment> counts, ref bool cyclic)
    {
        _budget.Step(field.Assignments[0].Key, field.Assignments.Count);
        for (var i = 0; i < field.Assignments.Count; i++)
        {
            if (!_open.Contains(field.Assignments[i]) || !counts(field.Assignments[i]))
                continue;
            cyclic = true;
            return i;
        }
        return field.Assignments.Count;
    }

    HoconValue? Assigned(FieldNode field, Assignment assignment)
    {
        if (_assigned.TryGetValue(assignment, out var known))
            return known;
        Budget.CheckStack(assignment.Key);
        _open.Add(assignment);
        var value = assignment.Node is AppendNode append ? Append(field, append) : Value(assignment.Node);
        _open.Remove(assignment);
        return _assigned[assignment] = value;
    }

    HoconValue? Value(Node node) => node switch
    {
        ScalarNode scalar => scalar.Value,
        ObjectNode fields => Object(fields),
        ArrayNode array => Array(array),
        ConcatenationNode pieces => Concatenation.Join(pieces.Origin, [.. pieces.Pieces.Select(p => (p.Gap, Value(p.Node)))], _budget),
        SubstitutionNode substitution => Expand(substitution),
        _ => throw new UnreachableException(),
    };

    HoconArray Array(ArrayNode node) => _budget.Checked(new HoconArray(node.Origin, [.. node.Items.Select(Value).OfType<HoconValue>()]));

    HoconArray Append(FieldNode field, AppendNode node)
    {
        var cyclic = false;
        var before = node.Path is { } path ? Find(_root, path, ref cyclic) : Field(field, ref cyclic).Top;
        var added = new HoconArray(node.Origin, Value(node.Element) is { } element ? [element] : []);
        if (before is null)
            return added;
        if (before is HoconScalar)
            throw new HoconException(node.Origin, $"'+=' appends to an array, but the value at {before.Origin.FileAndLine} is not one");
        return Concatenation.Append(node.Origin, [before, added], _budget);
    }
}
