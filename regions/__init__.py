"""What places exist, under which code, since when.

Here belong regions from province to RT, their successions and outlines, and the scope of an office as a set of places.
What people do in those places does not belong here. This app imports no other app of ours.
"""
