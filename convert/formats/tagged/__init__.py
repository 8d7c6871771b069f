"""Line-tagged text, the kind of MEDLINE, RIS and Refer: ``lines`` has the rules, ``blocks`` a fast way for MEDLINE."""
