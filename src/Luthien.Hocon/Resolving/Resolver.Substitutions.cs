using Luthien.Hocon.Parsing;

namespace Luthien.Hocon.Resolving;

sealed partial class Resolver
{
    HoconValue? Expand(SubstitutionNode node)
    {
        _budget.Expand(node.Origin);
        _chain.Push(node);
        var cyclic = false;
        var value = Lookup(node, ref cyclic);
        if (value is null && !node.IsOptional)
            throw new HoconException(node.Origin, cyclic ? $"{node} refers to itself: {Chain()}" : Undefined(node));
        _chain.Pop();
        return value;
    }

    HoconValue? Lookup(SubstitutionNode node, ref bool cyclic)
    {
        if (node.IsList)
            return _environment.Find(node);
        // In an included file a path means the include point first, then the root.
        var relative = node.IncludedAt.Length == 0 ? null : Find(_root, [.. node.IncludedAt, .. node.Path], ref cyclic);
        return relative ?? Find(_root, node.Path, ref cyclic) ?? _environment.Find(node);
    }

    HoconValue? Find(ObjectNode from, ReadOnlySpan<string> path, ref bool cyclic)
    {
        if (from.Find(path[0]) is not { } field)
            return null;
        return path.Length == 1 ? Field(field, ref cyclic).Top : Under(field, path[1..], ref cyclic);
    }

    HoconValue? Under(FieldNode field, ReadOnlySpan<string> path, ref bool cyclic)
    {
        // Walking through an object literal is no self-reference, even while that literal is being evaluated.
        var visible = Visible(field, a => a.Node is not ObjectNode, ref cyclic);
        var layers = new Layers();
        for (var i = visible - 1; i >= 0; i--)
        {
            var assignment = field.Assignments[i];
            if (assignment.Node is ObjectNode literal)
            {
                if (!layers.Under(Find(literal, path, ref cyclic), assignment.Key, _budget))
                    break;
                continue;
            }
            var value = Assigned(field, assignment);
            if (value is not null and not HoconObject || !layers.Under(Inside(value as HoconObject, path), assignment.Key, _budget))
                break;
        }
        return layers.Top;
    }

    static HoconValue? Inside(HoconObject? from, ReadOnlySpan<string> path)
    {
        HoconValue? value = from;
        foreach (var key in path)
            value = (value as HoconObject)?.Find(key)?.Value;
        return value;
    }

    string Undefined(SubstitutionNode node) =>
        $"{node} is not defined{(node.IsList ? "" : "; ${?…} would be optional")}{(_chain.Count > 1 ? $" ({Chain()})" : "")}";

    string Chain() => string.Join(" -> ", _chain.Reverse().Select(n => $"{n} at {n.Origin.FileAndLine}"));
}
