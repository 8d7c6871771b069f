"""Line-tagged text, which MEDLINE, RIS and Refer share."""
